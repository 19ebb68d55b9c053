// graphql-codegen over the committed schema and the sample's documents, with the scalar map that ships beside the schema.
import { readFileSync, writeFileSync } from "node:fs";
import { codegen } from "@graphql-codegen/core";
import * as typescript from "@graphql-codegen/typescript";
import * as operations from "@graphql-codegen/typescript-operations";
import { buildSchema, parse } from "graphql";

const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const text = read("../../schema/schema.graphql");
const sample = process.env.ANJIAN_SAMPLE; // a copy of sample/
const filename = `${sample}/types.ts`;
const made = await codegen({
  filename,
  schema: parse(text),
  schemaAst: buildSchema(text),
  documents: [{ document: parse(readFileSync(`${sample}/overdue.graphql`, "utf8")) }],
  config: { scalars: JSON.parse(read("../../schema/scalars.json")), strictScalars: true, useTypeImports: true, enumsAsTypes: true },
  plugins: [{ typescript: { onlyOperationTypes: true } }, { operations: {} }],
  pluginMap: { typescript, operations },
});
writeFileSync(filename, made);
