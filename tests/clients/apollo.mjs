// Apollo Client 4: queries by hash (APQ), uploads as multipart requests, subscriptions over a WebSocket.
import { createHash } from "node:crypto";
import { ApolloClient, ApolloLink, gql, InMemoryCache } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import UploadHttpLink from "apollo-upload-client/UploadHttpLink.mjs";
import { createClient } from "graphql-ws";
import WebSocket from "ws";
import { FEED, headers, url, walk } from "./documents.mjs";

const socket = createClient({
  url: url.replace("http", "ws"),
  webSocketImpl: WebSocket,
  connectionParams: { Authorization: headers.authorization },
});
const sha256 = (text) => createHash("sha256").update(text).digest("hex");
const client = new ApolloClient({
  cache: new InMemoryCache(),
  link: ApolloLink.split(
    ({ operationType }) => operationType === "subscription",
    new GraphQLWsLink(socket),
    new PersistedQueryLink({ sha256 }).concat(new UploadHttpLink({ uri: url, headers: { ...headers, "Apollo-Require-Preflight": "true" } })),
  ),
});

await walk({
  query: async (query, variables) => (await client.query({ query: gql(query), variables })).data,
  mutate: async (mutation, variables) => (await client.mutate({ mutation: gql(mutation), variables })).data,
  subscribe: (next, error) => {
    const running = client.subscribe({ query: gql(FEED) }).subscribe({ next: ({ data }) => next(data), error });
    return () => running.unsubscribe();
  },
}, "Apollo 花炮厂");
await socket.dispose();
