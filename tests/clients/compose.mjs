// Both composers that gateways use, with a second subgraph that knows our regions and entities by their keys.
import { readFileSync } from "node:fs";
import { composeServices as apollo } from "@apollo/composition";
import { composeServices as guild } from "@theguild/federation-composition";
import { parse } from "graphql";

const WEATHER = `
extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@shareable"])
type Query { warnings: [Region!]! }
type Region @key(fields: "code") { code: RegionCode! warning: String }
type Permit @key(fields: "id") { id: ID! holder: Entity! }
type Entity @key(fields: "id", resolvable: false) { id: ID! }
type PageInfo @shareable { hasNextPage: Boolean! }
scalar RegionCode`;

const services = [
  { name: "anjian", url: "http://anjian", typeDefs: parse(readFileSync(process.env.ANJIAN_SUBGRAPH, "utf8")) },
  { name: "weather", url: "http://weather", typeDefs: parse(WEATHER) },
];
const said = ({ errors, supergraphSdl }) => ({
  errors: (errors ?? []).map((error) => error.message),
  joined: /type Region[^{]*join__type\(graph: ANJIAN.*join__type\(graph: WEATHER/s.test(supergraphSdl ?? ""),
});
console.log(JSON.stringify({ apollo: said(apollo(services)), guild: said(guild(services)) }));
