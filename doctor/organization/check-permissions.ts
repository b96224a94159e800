import { GetRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { makeClient } from "../../aws-clients/make-client";
import { Calls } from "../../aws-clients/calls";
import { signIn } from "../../aws-clients/sign-in";
import type { Region } from "../../config/regions";
import { at, outOfReach, unchecked, type Finding, type Line } from "../line";
import type { NeededAction } from "../needed/needed-action";
import type { TriedEntry } from "../read/identities";
import { batchesOf, simulate, type Batch, type Simulated } from "../read/simulate";
import { isDenied, whyUnread } from "../read/why-unread";
import type { OrganizationWish } from "./check-organization";
import { judgePermissions } from "./permissions";

/** Asks IAM's simulator whether each role may do what it has to. */
export async function checkPermissions(
  { organization, endpoint, signal }: OrganizationWish,
  entries: readonly TriedEntry[],
  needed: readonly NeededAction[],
  regions: readonly Region[],
): Promise<Line[]> {
  if (needed.length === 0) return [];
  const calls = new Calls(signal ? { signal } : {});
  // In the log archive nothing is made: its way in only reads.
  const working = entries.filter(({ account }) => account !== "logArchive");
  const lines = await Promise.all(
    working.map(async (entry) => {
      const enter = signIn({ organization, purpose: "plan", ...(endpoint ? { endpoint } : {}) });
      const client = makeClient(IAMClient, enter(entry.account, organization.homeRegion));
      const place = { partition: organization.partition, account: entry.expected };
      try {
        const own = needed.filter(
          ({ account, isRead }) => account === entry.account && (isRead || entry.purpose === "apply"),
        );
        return at(
          place,
          await findingsOf(entry, own, regions, { client, calls, isRehearsal: endpoint !== undefined }),
        );
      } finally {
        client.destroy();
      }
    }),
  );
  return lines.flat();
}

interface Asker {
  readonly client: IAMClient;
  readonly calls: Calls;
  readonly isRehearsal: boolean;
}

async function findingsOf(
  entry: TriedEntry,
  needed: readonly NeededAction[],
  regions: readonly Region[],
  asker: Asker,
): Promise<Finding[]> {
  const { purpose } = entry;
  const arn = await sourceOf(entry, asker);
  if (arn === undefined) {
    const reason =
      "error" in entry.found
        ? "it does not let this machine in"
        : `${entry.found.arn} is no role or user that IAM simulates`;
    return [
      outOfReach(
        "permissions",
        `what ${purpose} may do`,
        reason,
        `use a role as credentials.${purpose}.${entry.account}`,
      ),
    ];
  }
  try {
    const batches = batchesOf(needed);
    const results = await Promise.all(batches.map((batch) => inRegions(asker, arn, batch, regions)));
    return judgePermissions({ purpose, arn, results: results.flat() });
  } catch (error) {
    if ((error as Error).name === "AbortError") throw error;
    return [refused(purpose, arn, error, asker.isRehearsal)];
  }
}

/** Where a policy asks for the region, each region is asked about. */
async function inRegions({ client, calls }: Asker, arn: string, batch: Batch, regions: readonly Region[]) {
  const results = await simulate(client, calls, arn, batch);
  if (!results.some(asksForRegion)) return results;
  const each = regions.map(async (region) => {
    const here = batch.resources.filter((one) => one === "*" || one.includes(`:${region}:`) || isGlobal(one));
    if (here.length === 0) return [];
    const context = { ...batch.context, "aws:RequestedRegion": region };
    const found = await simulate(client, calls, arn, { ...batch, resources: here, context });
    return found.map((one): Simulated => ({
      ...one,
      resource: one.resource === "*" ? `* in ${region}` : one.resource,
    }));
  });
  return (await Promise.all(each)).flat();
}

function asksForRegion({ missing }: Simulated): boolean {
  return missing.some((key) => key.toLowerCase() === "aws:requestedregion");
}

function isGlobal(arn: string): boolean {
  return arn.split(":")[3] === "";
}

function refused(purpose: string, arn: string, error: unknown, isRehearsal: boolean): Finding {
  const { evidence, fix } = whyUnread(error, "credentials.plan.*");
  const what = `what ${purpose} may do as ${arn}`;
  if (isRehearsal && /NoSuchEntity/.test(evidence)) {
    const gone = "IAM has no such role: the local AWS lets every caller do everything";
    return outOfReach("permissions", what, gone, "make the role there, or ask AWS itself");
  }
  if (isDenied(evidence) && !/sts:AssumeRole\b/.test(evidence)) {
    const reads = purpose === "plan" ? "; the reads that doctor made itself are in the other lines" : "";
    return unchecked(
      "permissions",
      what,
      `${evidence}${reads}`,
      "allow iam:SimulatePrincipalPolicy to credentials.plan.* on the plan and apply roles",
    );
  }
  return unchecked("permissions", what, evidence, fix);
}

/** The role or user to simulate. A session is of a role, whose path the session does not tell. */
async function sourceOf(
  { roleArn, found }: TriedEntry,
  { client, calls }: Asker,
): Promise<string | undefined> {
  if (roleArn !== undefined) return roleArn;
  if ("error" in found) return undefined;
  const session = /:assumed-role\/([^/]+)\//.exec(found.arn)?.[1];
  if (session === undefined)
    return /:user\//.test(found.arn) && /:iam:/.test(found.arn) ? found.arn : undefined;
  try {
    const { Role } = await calls.make((options) =>
      client.send(new GetRoleCommand({ RoleName: session }), options),
    );
    return Role?.Arn;
  } catch (error) {
    if ((error as Error).name === "AbortError") throw error;
    return undefined;
  }
}
