import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ACTIONS } from "../../../doctor/needed/actions";
import { OWN_CALLS, type Purpose } from "../../../doctor/needed/own-calls";
import { ROOT } from "../../support/orgduty";
import { actionsOf, FLEETS, printed } from "./printed";

/** SDK clients whose actions IAM knows under another name. */
const PREFIXES: Readonly<Record<string, string>> = {
  "cloudwatch-logs": "logs",
  eventbridge: "events",
  "secrets-manager": "secretsmanager",
};

/** Folders whose calls are made with the roles of plan and apply. Doctor's own calls are in docs/doctor.md. */
const FOLDERS = [
  ...["aws-clients", "existing", "organization", "verification", "off-boarding", "transitions"],
  ...["cli/commands/redrive", "cli/commands/backfill"],
];
/** Files whose calls are made otherwise: drift asks CloudTrail if it may, states have their own credentials, and the runner seals. */
const OTHERWISE = ["trail-events.ts", "state-bucket.ts", "data-keys.ts", "sealed-bucket.ts"];
/** `sts` needs no permission but to assume a role, which is the runner's; the last is done in members, by their role. */
const ELSEWHERE = ["sts:GetCallerIdentity", "sts:AssumeRole", "guardduty:DeleteDetector"];

function called(): string[] {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !OTHERWISE.includes(file.split("/").at(-1)!))
      .map((file) => readFileSync(join(ROOT, folder, file), "utf8")),
  );
  const imports = files.flatMap((text) => [
    ...text.matchAll(/import \{([^}]*)\} from "@aws-sdk\/client-([a-z-]+)"/g),
  ]);
  return imports.flatMap(([, names = "", client = ""]) =>
    [...names.matchAll(/\b(\w+)Command\b|\bpaginate(\w+)/g)].map(
      ([, command, paginated]) => `${PREFIXES[client] ?? client}:${command ?? paginated}`,
    ),
  );
}

const sorted = (all: Iterable<string>) => [...new Set(all)].sort();
const own = (purpose: Purpose) =>
  OWN_CALLS.filter(({ purposes }) => purposes.includes(purpose)).flatMap(({ actions }) => actions);
const declared = Object.values(ACTIONS);

describe("The actions of printed policies", () => {
  const everything = (purpose: Purpose) =>
    sorted(
      FLEETS.flatMap(([, fleet]) =>
        actionsOf(printed(fleet, purpose).filter(({ holder }) => holder !== "runner")),
      ),
    );

  it("have every call that the code makes, and the list has no other", () => {
    const code = called().filter((action) => !ELSEWHERE.includes(action));
    expect(sorted(OWN_CALLS.flatMap(({ actions }) => actions))).toEqual(sorted(code));
  });

  it("are what doctor asks about for plan, and the settings that plan reads", () => {
    const reads = declared.flatMap(({ reads }) => reads);
    expect(everything("plan")).toEqual(sorted([...reads, ...own("plan")]));
  });

  it("are what doctor asks about for apply, what changes and removes, and orgduty's own calls", () => {
    const terraform = declared.flatMap(({ reads, writes, changes = [], beside = [] }) => [
      ...[...reads, ...writes],
      ...[...changes, ...beside],
    ]);
    const beside = ["iam:PassRole", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs"];
    expect(everything("apply")).toEqual(sorted([...terraform, ...beside, ...own("apply")]));
  });

  it.each(["verify", "discover"] as const)("are orgduty's own calls for %s", (purpose) => {
    expect(everything(purpose)).toEqual(sorted(own(purpose)));
  });

  it("only read, for every purpose but apply", () => {
    for (const purpose of ["plan", "verify", "discover"] as const)
      for (const action of everything(purpose)) expect(action).toMatch(/:(Get|List|Describe|Filter)/);
  });
});
