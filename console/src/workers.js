// The editor's workers come from this server, each a file of its own.
const NAMES = { json: "json", graphql: "graphql" };

globalThis.MonacoEnvironment = {
  getWorker: (_, label) => new Worker(`/console/${NAMES[label] ?? "editor"}.worker.js`),
};
