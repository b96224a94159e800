import { AttachPolicyCommand, CreatePolicyCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { clientSettings, globalRegion } from "../clients";
import type { Faults } from "../faults/faults";
import type { GuardDutyService } from "../guardduty/service";
import { UNADDABLE, type MessProps, type MessSeed, type PolicySeed, type RegionSeed } from "./messy-region";
import { seedAccount } from "./seed-account";
import { delegate, seedOrganizationSettings, type DelegationPlace } from "./seed-organization";

/** The running AWS that is seeded. */
export interface Seeded {
  readonly url: string;
  readonly guardDuty: GuardDutyService;
  readonly faults: Pick<Faults, "add">;
}

/**
 * Makes an organization messy, by the requests that made it so; what no request brings about today is put into
 * GuardDuty's state. Throttling and refusals begin when everything else is there.
 */
export async function seedMess(aws: Seeded, props: MessProps): Promise<void> {
  const { mess } = props;
  const usual = usualAdministrator(mess);
  for (const [region, seed] of Object.entries(mess.regions)) {
    await seedRegion(aws, props, { region, seed, usual }).catch((error: unknown) => {
      throw new Error(`${region}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    });
  }
  for (const policy of mess.policies ?? []) await seedPolicy(aws.url, props, policy);
  for (const [region, { refused }] of Object.entries(mess.regions)) {
    if (refused) await aws.faults.add({ kind: "deny", service: "*", operation: "*", region });
  }
  aws.guardDuty.throttleShare(mess.throttledShare ?? 0);
}

/** The account that most regions are delegated to: AWS lets a person delegate to no second one. */
function usualAdministrator({ regions }: MessSeed): string | undefined {
  const all = Object.values(regions).flatMap(({ delegatedTo }) => delegatedTo ?? []);
  const count = (id: string) => all.filter((other) => other === id).length;
  return all.toSorted((a, b) => count(b) - count(a))[0];
}

interface RegionToSeed {
  readonly region: string;
  readonly seed: RegionSeed;
  readonly usual: string | undefined;
}

async function seedRegion(
  { url, guardDuty }: Seeded,
  { partition, managementAccountId }: MessProps,
  { region, seed, usual }: RegionToSeed,
): Promise<void> {
  const accounts = Object.entries(seed.accounts ?? {});
  for (const [id, account] of accounts) await seedAccount(clientSettings(url, id, region), account);
  if (seed.delegatedTo !== undefined) {
    const place: DelegationPlace = { url, region, managementAccountId, administratorId: seed.delegatedTo };
    if (seed.delegatedTo === usual) await delegate(place);
    else await guardDuty.delegateAnyway({ ...place, partition });
    await seedOrganizationSettings(place, seed);
    const left = Object.entries(seed.members ?? {}).filter(([, { state }]) => UNADDABLE.includes(state));
    const administrator = { partition, region, accountId: seed.delegatedTo };
    for (const [id] of left) await guardDuty.keepMember(administrator, id);
  }
  for (const [accountId, { filters = [] }] of accounts)
    guardDuty.rankFilters(
      { partition, region, accountId },
      Object.fromEntries(filters.map(({ name, rank }) => [name, rank])),
    );
}

async function seedPolicy(
  url: string,
  { managementAccountId, partition }: MessProps,
  { name, content, targets }: PolicySeed,
): Promise<void> {
  const client = new OrganizationsClient(clientSettings(url, managementAccountId, globalRegion(partition)));
  const created = await client.send(
    new CreatePolicyCommand({
      Name: name,
      Description: "",
      Content: JSON.stringify(content),
      Type: "GUARDDUTY_POLICY",
    }),
  );
  const PolicyId = created.Policy?.PolicySummary?.Id ?? "";
  for (const TargetId of targets) await client.send(new AttachPolicyCommand({ PolicyId, TargetId }));
  client.destroy();
}
