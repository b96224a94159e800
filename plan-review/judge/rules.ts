import type { Rule } from "./rule";
import * as access from "./access";
import * as bootstrap from "./bootstrap";
import * as conformance from "./conformance";
import * as coverage from "./coverage";
import * as delivery from "./delivery";
import * as evidence from "./evidence";
import * as plans from "./plans";
import * as planning from "./process";

/**
 * Every rule, by id. To add one, add a file to its theme's folder and a line to that folder's index.ts. No id is used
 * twice.
 */
export const RULES: readonly Rule[] = Object.values<Rule>({
  ...access,
  ...bootstrap,
  ...conformance,
  ...coverage,
  ...delivery,
  ...evidence,
  ...planning,
  ...plans,
}).sort((a, b) => a.id.localeCompare(b.id));
