// Bundles the console into the package: one page, its style, and the three workers of the editor. Nothing names another host.
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const outdir = here("../schema/anjian_schema/server/page/console");

rmSync(outdir, { recursive: true, force: true });
await build({
  entryPoints: {
    console: here("src/console.jsx"),
    "editor.worker": here("node_modules/monaco-editor/esm/vs/editor/editor.worker.js"),
    "json.worker": here("node_modules/monaco-editor/esm/vs/language/json/json.worker.js"),
    "graphql.worker": here("node_modules/monaco-graphql/esm/graphql.worker.js"),
  },
  outdir,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  legalComments: "linked",
  loader: { ".ttf": "file" },
  jsx: "automatic",
  define: { "process.env.NODE_ENV": '"production"' },
  logLevel: "warning",
});
