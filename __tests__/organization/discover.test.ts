import type { OrganizationConfig } from "../../config/config";
import { discover, type DiscoverProps } from "../../organization/discover";
import { DiscoveryRefused } from "../../organization/discovery-refused";
import { parseSnapshot } from "../../organization/parse-snapshot";
import type { Snapshot } from "../../organization/snapshot";
import { OrganizationsStub, type Operation } from "./organizations-stub";
import { manyAccounts, validSnapshot } from "./valid-snapshot";

const ORGANIZATION = { partition: "aws", managementAccountId: "111111111111" } as OrganizationConfig;

const live = (Id: string, State = "ACTIVE", unit = "r-a1b2/ou-a1b2-prod0001") => ({
  ...{ Id, Name: `account ${Id}`, Email: `${Id}@acme.example`, State, Status: "ACTIVE" },
  Paths: [`o-a1b2c3d4e5/${unit}/${Id}/`],
});

/** Two pages, an empty one between them, of an organization with one unit inside another. */
const OPERATIONS: Record<string, Operation> = {
  DescribeOrganization: () => ({ Organization: { Id: "o-a1b2c3d4e5", MasterAccountId: "111111111111" } }),
  ListAccounts: ({ NextToken }) => {
    if (NextToken === undefined) return { Accounts: [live("222222222222")], NextToken: "empty" };
    if (NextToken === "empty") return { Accounts: [], NextToken: "last" };
    return { Accounts: [live("111111111111", "ACTIVE", "r-a1b2"), live("012345678901", "PENDING_CLOSURE")] };
  },
  ListRoots: () => ({ Roots: [{ Id: "r-a1b2", Name: "Root" }] }),
  ListOrganizationalUnitsForParent: ({ ParentId }) => {
    if (ParentId === "r-a1b2")
      return { OrganizationalUnits: [{ Id: "ou-a1b2-work0001", Name: "Workloads" }] };
    if (ParentId === "ou-a1b2-work0001")
      return { OrganizationalUnits: [{ Id: "ou-a1b2-prod0001", Name: "Prod" }] };
    return { OrganizationalUnits: [] };
  },
};

/** Runs discover against an Organizations of these operations. */
async function discovered(operations: Record<string, Operation> = {}, props: Partial<DiscoverProps> = {}) {
  const stub = new OrganizationsStub({ ...OPERATIONS, ...operations });
  const settings = await stub.settings();
  const now = new Date("2026-11-24T12:00:00.123Z");
  try {
    const snapshot = await discover({ organization: ORGANIZATION, settings, now, ...props });
    return { snapshot, calls: stub.calls };
  } finally {
    await stub.stop();
  }
}

/** What discover refuses with. */
async function refusal(
  operations: Record<string, Operation>,
  props: Partial<DiscoverProps> = {},
): Promise<string> {
  const error: unknown = await discovered(operations, props).catch((reason: unknown) => reason);
  if (!(error instanceof DiscoveryRefused)) throw error;
  return `${error.message}; ${error.fix}`;
}

describe("discover", () => {
  it("reads every page, an empty one in between, ordered by id with the path of names", async () => {
    const { snapshot, calls } = await discovered();
    expect(snapshot).toMatchObject({
      organizationId: "o-a1b2c3d4e5",
      managementAccountId: "111111111111",
      readAt: "2026-11-24T12:00:00Z",
      partition: "aws",
    });
    expect(
      snapshot.accounts.map(({ id, state, organizationalUnitPath }) => [
        id,
        state,
        organizationalUnitPath.join("/"),
      ]),
    ).toEqual([
      ["012345678901", "PENDING_CLOSURE", "Root/Workloads/Prod"],
      ["111111111111", "ACTIVE", "Root"],
      ["222222222222", "ACTIVE", "Root/Workloads/Prod"],
    ]);
    expect(calls).not.toContain("ListAccountsForParent");
  });

  it("takes Status where there is no State, and lists by unit where there are no Paths", async () => {
    const old = (Id: string) => ({ Id, Name: "old", Email: "old@acme.example", Status: "SUSPENDED" });
    const { snapshot } = await discovered({
      ListAccounts: () => ({ Accounts: [old("111111111111")] }),
      ListAccountsForParent: ({ ParentId }) => ({
        Accounts: ParentId === "ou-a1b2-work0001" ? [old("111111111111")] : [],
      }),
    });
    expect(snapshot.accounts).toMatchObject([
      { state: "SUSPENDED", organizationalUnitPath: ["Root", "Workloads"] },
    ]);
  });

  it("tries again when Organizations throttles", async () => {
    let refused = 0;
    const { snapshot } = await discovered({
      ListRoots: (input) => (refused++ < 2 ? "TooManyRequestsException" : OPERATIONS["ListRoots"]!(input)),
    });
    expect(refused).toBe(3);
    expect(snapshot.accounts).toHaveLength(3);
  });

  it("keeps what was found in each region", async () => {
    const regions = { "us-east-1": { unread: "refused" } };
    expect((await discovered({}, { previous: validSnapshot([], { regions }) })).snapshot.regions).toEqual(
      regions,
    );
  });

  it("rejects an organization without all features, in which nothing can be delegated", async () => {
    const Organization = {
      Id: "o-a1b2c3d4e5",
      MasterAccountId: "111111111111",
      FeatureSet: "CONSOLIDATED_BILLING",
    };
    expect(await refusal({ DescribeOrganization: () => ({ Organization }) })).toMatch(
      /^the organization has "CONSOLIDATED_BILLING" only, .*; enable all features/,
    );
  });

  it("rejects an administrator that is not among the accounts", async () => {
    const organization = { ...ORGANIZATION, administratorAccountId: "999999999999" };
    expect(await refusal({}, { organization })).toBe(
      'the administrator "999999999999" is not among the organization\'s 3 accounts; correct organizations.aws.administratorAccountId',
    );
  });

  it("rejects an empty list", async () => {
    expect(await refusal({ ListAccounts: () => ({ Accounts: [] }) })).toMatch(
      /^Organizations listed no account; /,
    );
  });

  it("rejects an unknown state, naming the account", async () => {
    expect(await refusal({ ListAccounts: () => ({ Accounts: [live("111111111111", "FROZEN")] }) })).toMatch(
      /^account "111111111111" is in state "FROZEN", which orgduty does not know; /,
    );
  });

  const pages =
    (...accounts: object[]): Operation =>
    ({ NextToken = "0" }) => ({
      Accounts: [accounts[Number(NextToken)]],
      ...(Number(NextToken) + 1 < accounts.length ? { NextToken: String(Number(NextToken) + 1) } : {}),
    });

  it("takes an account once that shifting pages list twice", async () => {
    const { snapshot } = await discovered({
      ListAccounts: pages(live("111111111111"), live("222222222222"), live("222222222222")),
    });
    expect(snapshot.accounts.map(({ id }) => id)).toEqual(["111111111111", "222222222222"]);
  });

  it("rejects an account that is listed twice, with different data", async () => {
    const twice = pages(live("111111111111"), live("222222222222"), live("222222222222", "SUSPENDED"));
    expect(await refusal({ ListAccounts: twice })).toBe(
      'Organizations listed account "222222222222" twice, with different data; the organization changed while it was read: try again',
    );
  });

  it("keeps a closed account without an e-mail, as the loader does", async () => {
    const closed = { ...live("222222222222", "CLOSED"), Email: undefined };
    const { snapshot } = await discovered({ ListAccounts: pages(live("111111111111"), closed) });
    expect(snapshot.accounts[1]).toMatchObject({ state: "CLOSED", email: "" });
    expect(parseSnapshot(JSON.stringify(snapshot), "aws.json").accounts).toHaveLength(2);
  });

  it("rejects an active account without an e-mail", async () => {
    const nameless = { ...live("222222222222"), Email: undefined };
    expect(await refusal({ ListAccounts: pages(live("111111111111"), nameless) })).toMatch(
      /^account "222222222222" is ACTIVE and has no e-mail, which GuardDuty needs to add it; try again/,
    );
  });

  it("ends with its signal, between any two pages", async () => {
    const abort = new AbortController();
    const stopped = discovered(
      {
        ListRoots: (input) => {
          abort.abort("SIGINT");
          return OPERATIONS["ListRoots"]!(input);
        },
      },
      { signal: abort.signal },
    );
    await expect(stopped).rejects.toMatchObject({ name: "AbortError" });
  });

  it("rejects another organization", async () => {
    const organization = { ...ORGANIZATION, managementAccountId: "999999999999" };
    expect(await refusal({}, { organization })).toMatch(
      /^these credentials belong to the organization managed by "111111111111"/,
    );
  });

  describe("an organization that shrank", () => {
    // Of n + 2 accounts, two are still there.
    const shrunkBy = (count: number): Snapshot => validSnapshot(manyAccounts(count));

    it("rejects the loss of more than a fifth, unless told to accept it", async () => {
      expect(await refusal({}, { previous: shrunkBy(3) })).toMatch(
        /^3 of 5 accounts are gone since 2026-11-24T00:00:00Z; .*--accept-shrink/,
      );
      const { snapshot } = await discovered({}, { previous: shrunkBy(3), acceptShrink: true });
      expect(snapshot.accounts).toHaveLength(3);
    });

    it("accepts the loss of two, and of a fifth", async () => {
      expect((await discovered({}, { previous: shrunkBy(2) })).snapshot.accounts).toHaveLength(3);
      const many = manyAccounts(18);
      const Accounts = ["111111111111", "222222222222", ...many.slice(4).map(({ id }) => id)].map((id) =>
        live(id),
      );
      const { snapshot } = await discovered(
        { ListAccounts: () => ({ Accounts }) },
        { previous: validSnapshot(many) },
      );
      expect(snapshot.accounts).toHaveLength(16);
    });
  });
});
