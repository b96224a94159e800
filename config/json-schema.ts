import { z } from "zod";
import { REGIONS } from "./regions";
import { documentSection, ruleId } from "./schema/document";
import { region } from "./schema/region";
import { RULE_IDS } from "./rule-ids";

/** The file that `orgduty init` writes beside the config. */
export const JSON_SCHEMA_FILE = "orgduty.schema.json";

/** The values that an editor can offer for a text. */
const OFFERED = new Map<z.core.$ZodType, readonly string[]>([
  [region, REGIONS],
  [ruleId, RULE_IDS],
]);

/**
 * The keys of orgduty.yaml as a JSON Schema (2020-12), for an editor that completes and marks while a person types.
 * It refuses nothing that `orgduty check` accepts; what depends on several keys, or on the form of a text, only
 * `orgduty check` knows.
 */
export function jsonSchemaText(): string {
  return `${JSON.stringify({ title: "orgduty.yaml", ...jsonSchema() }, null, 2)}\n`;
}

/** The same as a value. */
export function jsonSchema(): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(documentSection, {
    io: "input",
    override: ({ zodSchema, jsonSchema }) => {
      const values = OFFERED.get(zodSchema);
      if (values !== undefined) jsonSchema.enum = [...values];
    },
  });
}
