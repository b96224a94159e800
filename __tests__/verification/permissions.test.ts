import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../..");
const page = readFileSync(join(root, "docs/verifying.md"), "utf8");

/** SDK clients whose actions IAM knows under another name. */
const PREFIXES: Readonly<Record<string, string>> = {
  "cloudwatch-logs": "logs",
  eventbridge: "events",
  "secrets-manager": "secretsmanager",
};

/** The IAM actions of the SDK commands that a file imports. */
function actionsIn(file: string): string[] {
  const text = readFileSync(join(root, file), "utf8");
  const imports = text.matchAll(/import \{([^}]*)\} from "@aws-sdk\/client-([a-z-]+)"/g);
  return [...imports].flatMap(([, names = "", client = ""]) =>
    [...names.matchAll(/\b(\w+)Command\b/g)].map(([, name]) => `${PREFIXES[client] ?? client}:${name}`),
  );
}

describe("Permissions in docs/verifying.md", () => {
  it("are those of the calls that verify, destroy and apply make, and no others", () => {
    const called = ["aws-clients", "existing", "verification", "off-boarding", "transitions"].flatMap(
      (folder) =>
        readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
          // What CloudTrail has is drift's to ask for, and sealing is the runner's: docs/pipelines.md.
          .filter((file) => file.endsWith(".ts") && !/^trail-events|^sealing/.test(file))
          .flatMap((file) => actionsIn(join(folder, file))),
    );
    const listed = [...page.matchAll(/`([a-z]+:[A-Z]\w+)`/g)].map(([, action]) => action);
    // Reading accounts is discover's, in organization/; so is asking whose they are, in doctor/.
    const others = ["organizations:ListAccounts", ...actionsIn("doctor/read/identities.ts")];
    expect([...new Set(listed)].sort()).toEqual([...new Set([...called, ...others])].sort());
  });
});
