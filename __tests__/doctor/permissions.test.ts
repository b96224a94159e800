import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { ROOT } from "../support/orgduty";

const page = readFileSync(join(ROOT, "docs/doctor.md"), "utf8");

/** SDK clients whose actions IAM knows under another name. */
const PREFIXES: Readonly<Record<string, string>> = {
  "cloudwatch-logs": "logs",
  eventbridge: "events",
  "secrets-manager": "secretsmanager",
};

/** Calls that IAM knows by another name, or that need no permission. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  "s3:HeadBucket": "s3:ListBucket",
  "s3:GetBucketEncryption": "s3:GetEncryptionConfiguration",
  "s3:GetPublicAccessBlock": "s3:GetBucketPublicAccessBlock",
  "sts:AssumeRole": "sts:GetCallerIdentity",
};

/** Files beside what doctor uses of them: readers of other lists, and the units of accounts. */
const NOT_USED = /^guardduty:(Get|List)(Threat|TrustedEntity)/;

/** Every file that doctor's own files lead to by imports of values. */
function reachable(): string[] {
  const own = readdirSync(join(ROOT, "doctor"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join("doctor", file));
  const all = new Set(own);
  for (const file of all)
    for (const [, source] of readFileSync(join(ROOT, file), "utf8").matchAll(
      /^import (?!type)[^;]*? from "(\.[^"]+)";/gms,
    ))
      all.add(relative(ROOT, `${join(ROOT, dirname(file), source!)}.ts`));
  return [...all];
}

function actionsIn(file: string): string[] {
  const imports = readFileSync(join(ROOT, file), "utf8").matchAll(
    /import \{([^}]*)\} from "@aws-sdk\/client-([a-z0-9-]+)"/g,
  );
  return [...imports].flatMap(([, names = "", client = ""]) => {
    const calls = [...names.matchAll(/\b(\w+)Command\b/g), ...names.matchAll(/\bpaginate(\w+)\b/g)];
    return calls.map(([, name]) => `${PREFIXES[client] ?? client}:${name}`);
  });
}

describe("Permissions in docs/doctor.md", () => {
  it("are those of the calls that doctor makes, and no others", () => {
    // Of accounts, doctor reads no units.
    const called = reachable()
      .filter((file) => file !== join("organization", "unit-paths.ts"))
      .flatMap(actionsIn)
      .map((action) => OTHER_NAMES[action] ?? action)
      .filter((action) => !NOT_USED.test(action));
    const section = page.split("## Permissions")[1]!.split("\n## ")[0]!;
    const listed = [...section.matchAll(/`([a-z0-9]+:[A-Z]\w+)`/g)].map(([, action]) => action);
    expect([...new Set(listed)].sort()).toEqual([...new Set(called)].sort());
  });
});
