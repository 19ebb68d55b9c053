// Queries and commands by POST, subscriptions as server-sent events; the token is that of the field above.
import { getOperationAST, parse } from "graphql";
import { createClient } from "graphql-sse";

export function fetcherOf(token) {
  const headers = { "Content-Type": "application/json", Accept: "application/graphql-response+json" };
  if (token) headers.Authorization = `Bearer ${token}`;
  const events = createClient({ url: "/graphql", headers });
  return (asked) => {
    if (subscribes(asked)) return events.iterate({ query: asked.query, variables: asked.variables });
    return fetch("/graphql", { method: "POST", headers, body: JSON.stringify(asked) }).then((answer) => answer.json());
  };
}

function subscribes({ query, operationName }) {
  try {
    return getOperationAST(parse(query), operationName)?.operation === "subscription";
  } catch {
    return false; // the server says what is wrong with it
  }
}
