import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { displayPath } from "../../../config/problems/display-path";
import type { Purpose } from "../../../doctor/needed/own-calls";
import type { Holder } from "../../../doctor/roles/holders";
import { MOST_CHARACTERS, policiesFor, type PrintedPolicy } from "../../../doctor/roles/policies";
import { chosenOrganizations } from "../../chosen-organizations";
import { openProject, type ConfigOptions } from "../../open-project";
import { CommandError, EXIT, type Io } from "../../terminal/io";
import { policyFileName } from "../local/enforce/policy-file";
import { loadExpectedResources } from "../verify/expected-resources";

/** Flags of `orgduty roles print`. */
export interface RolesPrintOptions extends ConfigOptions {
  readonly for: Purpose;
  /** Print only this principal's policies. @default every principal's */
  readonly account?: Holder;
  /** Print only this partition's policies. @default every organization's */
  readonly partition?: string;
  /** Print one JSON document. @default false */
  readonly json?: boolean;
  /** Write each policy to a file of its own in this folder. @default none is written */
  readonly out?: string;
}

/** `orgduty roles print`: prints the IAM policies for a purpose. It needs no access to AWS. */
export async function run(options: RolesPrintOptions, io: Io): Promise<number> {
  const { for: purpose, account, partition, json, out, ...rest } = options;
  const project = openProject(rest, io);
  const { config } = project;
  const organizations = chosenOrganizations(config, partition);
  const resources = await loadExpectedResources(project, io);
  const policies = organizations
    .flatMap((organization) => policiesFor({ config, organization, resources, purpose }))
    .filter(({ holder }) => account === undefined || holder === account);
  if (policies.length === 0)
    throw new CommandError(
      `for ${purpose}, ${account ?? "nobody"} needs no policy with this config`,
      "leave out --account to see every principal's policies",
    );
  if (out !== undefined) return writePolicies(policies, out, io);
  io.out(
    json
      ? JSON.stringify({ schemaVersion: 1, name: config.name, for: purpose, policies }, null, 2)
      : policies.map(policyText).join("\n\n"),
  );
  return EXIT.fine;
}

/** One file a policy, as `local start --enforce` takes them. */
function writePolicies(policies: readonly PrintedPolicy[], out: string, { cwd, err }: Io): number {
  const folder = resolve(cwd, out);
  mkdirSync(folder, { recursive: true });
  for (const policy of policies) {
    const file = join(folder, policyFileName(policy, policy.part));
    writeFileSync(file, `${JSON.stringify(policy.document, null, 2)}\n`);
    err(displayPath(file));
  }
  return EXIT.fine;
}

function policyText(policy: PrintedPolicy): string {
  const { partition, holder, accountId, purpose, part, parts, characters, document } = policy;
  const whose = [partition, holder, ...(accountId ? [accountId] : [])].join(" ");
  const which = parts > 1 ? `, policy ${part} of ${parts}: attach all of them` : "";
  const [length, most] = [characters, MOST_CHARACTERS].map((count) => count.toLocaleString("en-US"));
  const title = `# ${purpose}, ${whose}${which} (${length} of ${most} characters)`;
  return `${title}\n${JSON.stringify(document, null, 2)}`;
}
