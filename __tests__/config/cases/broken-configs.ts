import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Problem } from "../../../config/problems/problems";
import { readConfig } from "../../../config/read-config";
import { signatureKeysExist } from "../../../config/signature-keys";
import { validDocument, type Changes } from "../valid-document";

/**
 * Configs with one mistake each (a few have more), written from docs/configuration.md alone before the checks were. `at` is
 * a path in dots; a problem has to be there, and no other.
 */
export interface Broken {
  readonly id: string;
  readonly set: Changes;
  readonly expect: readonly { at: readonly string[]; message: string; fix: string }[];
}

/** All of them. */
export const BROKEN = JSON.parse(
  readFileSync(join(__dirname, "broken.json"), "utf8"),
  (_, value: unknown) => {
    if (value === "LONG300") return "x".repeat(300);
    if (value === "SUBNETS17") return Array.from({ length: 17 }, (_, n) => `subnet-0123456789abcd${n + 100}`);
    return value;
  },
) as Broken[];

const FORWARDING = {
  "organizations.aws-cn.forwarding": { logRelay: { protocol: "syslog", host: "relay.acme.example.cn" } },
  forwarding: {
    logRelay: {
      protocol: "https",
      url: "https://relay.acme.example/ingest",
      authentication: "bearer",
      secretName: "acme/relay",
    },
  },
  tags: { owner: "security" },
};

/** The document of a broken config. */
export function brokenDocument({ set }: Broken): Record<string, unknown> {
  const entries = Object.entries(set).map(([key, value]) => [key, value === "DELETE" ? undefined : value]);
  return validDocument(structuredClone({ ...FORWARDING, ...(Object.fromEntries(entries) as Changes) }));
}

/** Every problem of a document. Signatures' keys are looked for in this folder. */
export function problemsOfDocument(document: unknown): readonly Problem[] {
  const text = stringify(document, { lineWidth: 0 });
  return (
    readConfig(text, "/project/orgduty.yaml", [signatureKeysExist(__dirname)]).problems([])[0]?.problems ?? []
  );
}
