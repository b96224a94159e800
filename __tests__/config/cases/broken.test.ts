import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Problem } from "../../../config/problems/problems";
import { signatureKeysExist } from "../../../config/signature-keys";
import { readConfig } from "../../../config/read-config";
import { validDocument, type Changes } from "../valid-document";

/**
 * Configs with one mistake each (a few have more), written from docs/configuration.md alone before the checks were. `at` is
 * a path in dots; a problem has to be there, and no other.
 */
interface Broken {
  readonly id: string;
  readonly set: Changes;
  readonly expect: readonly { at: readonly string[]; message: string; fix: string }[];
}

const BROKEN = JSON.parse(readFileSync(join(__dirname, "broken.json"), "utf8")) as Broken[];

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

function problemsOf(changes: Changes): readonly Problem[] {
  const text = stringify(validDocument(structuredClone({ ...FORWARDING, ...changes })), { lineWidth: 0 });
  const more = [signatureKeysExist(__dirname)];
  return readConfig(text, "/project/orgduty.yaml", more).problems([])[0]?.problems ?? [];
}

/** `forwarding.logRelay.headers["X Team"]` as the table has it: `forwarding.logRelay.headers.X Team`. */
function dotted(path: string): string {
  return path.replace(/\["([^\]]*)"\]/g, ".$1");
}

/** Long values by their short names in the table. */
function spelledOut(changes: Changes): Changes {
  return JSON.parse(JSON.stringify(changes), (_, value: unknown) => {
    if (value === "LONG300") return "x".repeat(300);
    if (value === "SUBNETS17") return Array.from({ length: 17 }, (_, n) => `subnet-0123456789abcd${n + 100}`);
    return value;
  }) as Changes;
}

describe("a broken config", () => {
  it.each(BROKEN.map((broken) => [broken.id, broken] as const))("%s is told where and how", (_, broken) => {
    const set = Object.entries(spelledOut(broken.set)).map(([key, value]) => [
      key,
      value === "DELETE" ? undefined : value,
    ]);
    const problems = problemsOf(Object.fromEntries(set) as Changes);
    const texts = problems.map(({ path, message, fix }) => `${dotted(path)}: ${message}; ${fix}`);
    expect(texts).toHaveLength(broken.expect.length);
    for (const { at, message, fix } of broken.expect) {
      const found = problems.filter((problem) => at.includes(dotted(problem.path)));
      expect(found).toHaveLength(1);
      expect(`${found[0]!.message} ${found[0]!.fix}`).toMatch(new RegExp(message, "i"));
      expect(found[0]!.fix).toMatch(new RegExp(fix.replace(/[.()[\]]/g, "\\$&")));
    }
  });
});
