// A portal's code against the generated types: what is not in the schema, or may be null, does not compile.
import type { OverdueQuery, OverdueQueryVariables } from "./types.js";

type Hazard = OverdueQuery["hazards"]["nodes"][number];

export const variables: OverdueQueryVariables = { under: "4101" };

export function line(hazard: Hazard): string {
  const due: string = hazard.dueOn ?? "—"; // a day as text; empty while no order sets one
  return `${hazard.entity.name} ${hazard.title} ${hazard.stage} ${due}`;
}

// @ts-expect-error the schema has no such stage
export const wrong: Hazard["stage"] = "FORGOTTEN";
