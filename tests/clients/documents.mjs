// What every client asks of the running server, and what it prints for the test to read.
export const LIST = `query List($after: Cursor) {
  entities(first: 2, after: $after) { nodes { id name } pageInfo { hasNextPage endCursor } }
}`;
export const REGISTER = `mutation Register($input: RegisterEntityInput!) {
  registerEntity(input: $input) { entityEdge { node { id name } } userErrors { code } }
}`;
export const INSPECT = `mutation Inspect($input: SubmitInspectionInput!) {
  submitInspection(input: $input) { inspection { files { nodes { name size } } } userErrors { code } }
}`;
export const FEED = `subscription Feed { feed { cursor node { kind entity { name } } } }`;

export const { ANJIAN_URL: url, ANJIAN_TOKEN: token, ANJIAN_TODAY: today } = process.env;
export const headers = { authorization: `Bearer ${token}` };
export const plant = (name) => ({ name, kind: "ENTERPRISE", regionCode: "410104" });
export const photo = () => new File([Buffer.from("iVBORw0KGgo=", "base64"), "x".repeat(20)], "照片.png", { type: "image/png" });
export const visit = (entityId) => ({
  entityId, kind: "GUIDANCE", sector: "fireworks", inspectedOn: today, evidenceIds: [photo()],
});

/** The same walk by any client: `query`, `mutate` give data, `subscribe` calls back with each event and gives a way to stop. */
export async function walk({ query, mutate, subscribe }, name) {
  const event = new Promise((told, failed) => {
    const stop = subscribe((data) => {
      if (data.feed.node.entity.name !== name) return;
      stop();
      told(data.feed.node.kind);
    }, failed);
  });
  await new Promise((listening) => setTimeout(listening, 500)); // a subscription begins with what comes after it
  const made = await mutate(REGISTER, { input: plant(name) });
  const { id } = made.registerEntity.entityEdge.node;
  const first = await query(LIST, {});
  const second = await query(LIST, { after: first.entities.pageInfo.endCursor });
  const uploaded = await mutate(INSPECT, { input: visit(id) });
  const files = uploaded.submitInspection.inspection.files.nodes;
  console.log(JSON.stringify({
    listed: first.entities.nodes.map((each) => each.id),
    paged: second.entities.nodes.map((each) => each.id),
    made: made.registerEntity.entityEdge.node.name,
    files: files.map((each) => each.name),
    event: await event,
  }));
}
