// urql: uploads as multipart requests, subscriptions as server-sent events.
import { Client, fetchExchange, subscriptionExchange } from "@urql/core";
import { createClient } from "graphql-sse";
import { FEED, headers, url, walk } from "./documents.mjs";

const events = createClient({ url, headers });
const client = new Client({
  url,
  preferGetMethod: false,
  fetchOptions: { headers: { ...headers, "GraphQL-Require-Preflight": "true" } },
  exchanges: [
    fetchExchange,
    subscriptionExchange({
      forwardSubscription: ({ query, variables }) => ({
        subscribe: (sink) => ({ unsubscribe: events.subscribe({ query, variables }, sink) }),
      }),
    }),
  ],
});

const data = async (asked) => {
  const answer = await asked.toPromise();
  if (answer.error) throw answer.error;
  return answer.data;
};
await walk({
  query: (query, variables) => data(client.query(query, variables)),
  mutate: (mutation, variables) => data(client.mutation(mutation, variables)),
  subscribe: (next, failed) => {
    const { unsubscribe } = client.subscription(FEED, {}).subscribe(({ data, error }) => (error ? failed(error) : next(data)));
    return unsubscribe;
  },
}, "urql 花炮厂");
events.dispose();
