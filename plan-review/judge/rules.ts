import type { Rule } from "./rule";
import * as access from "./access";
import * as conformance from "./conformance";
import * as coverage from "./coverage";
import * as delivery from "./delivery";
import * as evidence from "./evidence";
import * as plans from "./plans";
import * as planning from "./process";

/** Every rule, by id. A new one is a file in its theme's folder and a line in that folder's index.ts; no id is used twice. */
export const RULES: readonly Rule[] = Object.values<Rule>({
  ...access,
  ...conformance,
  ...coverage,
  ...delivery,
  ...evidence,
  ...planning,
  ...plans,
}).sort((a, b) => a.id.localeCompare(b.id));
