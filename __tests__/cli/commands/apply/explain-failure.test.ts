import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { explainFailure } from "../../../../cli/commands/apply/explain-failure";
import { stackList } from "../../../../config/stack-list";
import { loadProject } from "../../../../organization/load-project";

const PROJECT = loadProject(resolve(__dirname, "../../../../examples/acme/orgduty.yaml"));
const ENTRY = stackList(PROJECT.config).find(({ name }) => name === "us-east-1")!;

/** As Terraform words it, its lines broken as for a terminal. */
const hidden = (id: string) => `Error: Provider produced inconsistent result after apply

When applying changes to aws_guardduty_member.members_5["${id}"],
provider "provider[\\"registry.terraform.io/hashicorp/aws\\"].administrator"
produced an unexpected new value: Root object was present, but now
absent.

This is a bug in the provider, which should be reported in the provider's own
issue tracker.
`;
const failed = (what: string, id: string) => `Error: ${what}

  with aws_guardduty_member.members_5["${id}"],
  on cdk.tf.json line 12, in resource.aws_guardduty_member.members_5:
`;

/** What the stub knows: the members, who has a detector, and the accounts of the organization. */
interface World {
  readonly members?: Readonly<Record<string, string>>;
  readonly managementHasDetector?: boolean;
  readonly accounts?: Readonly<Record<string, string>>;
}

/** A GuardDuty and an Organizations that only read, and keep what they were asked for. */
function aws({ members = {}, managementHasDetector = false, accounts = {} }: World, asked: string[]): Server {
  return createServer((request, response) => {
    const { method, url, headers } = request;
    // Asked of a local AWS alone: whether it enforces permissions.
    if (url === "/_local/status") return void response.end("{}");
    const target = String(headers["x-amz-target"] ?? "").split(".")[1];
    asked.push(target ?? `${method} ${url}`);
    const isManagement = headers.authorization?.includes("Credential=111111111111/") ?? false;
    void text(request).then((body) => {
      if (url === "/detector") {
        const none = isManagement && !managementHasDetector;
        response.end(JSON.stringify({ detectorIds: none ? [] : ["d1"] }));
      } else if (url === "/detector/d1/member/get") {
        const found = Object.entries(members).map(([accountId, relationshipStatus]) => ({
          ...{ accountId, relationshipStatus, masterId: "", email: "", updatedAt: "" },
        }));
        response.end(JSON.stringify({ members: found, unprocessedAccounts: [] }));
      } else {
        const State = accounts[(JSON.parse(body) as { AccountId: string }).AccountId];
        if (State === undefined) response.statusCode = 400;
        response.end(JSON.stringify(State ? { Account: { State } } : { __type: "AccountNotFoundException" }));
      }
    });
  });
}

describe("explainFailure", () => {
  const asked: string[] = [];
  let server: Server;
  afterEach(() => server?.close());
  const explain = async (diagnostics: string, world: World = {}) => {
    asked.length = 0;
    server = aws(world, asked);
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return explainFailure(PROJECT, { kind: "local", endpoint }, ENTRY, diagnostics);
  };

  it("tells what is to be seen of each account, and how to hear GuardDuty's reason", async () => {
    const ids = ["111111111111", "444444444444", "555555555555", "666666666666"];
    const world = { members: { "444444444444": "Disabled" }, accounts: { "555555555555": "SUSPENDED" } };
    expect(await explain(ids.map(hidden).join("\n"), world)).toBe(
      [
        "GuardDuty did not take these accounts as members:",
        "  111111111111: the management account has no detector in this region, and needs one before it can be a member",
        "  444444444444: a member by now, Disabled",
        "  555555555555: SUSPENDED in Organizations",
        "  666666666666: not an account of the organization",
        "It tells its own reason only to a request that enrols them, which apply does not repeat. As the administrator:",
        "  aws guardduty create-members --region us-east-1 --detector-id d1 --account-details AccountId=111111111111,Email=EMAIL",
      ].join("\n"),
    );
  });

  it("never offers to enrol again whom GuardDuty has by now: its overrides would be lost", async () => {
    const ids = ["444444444444", "555555555555"];
    const members = { "444444444444": "Enabled" };
    expect(await explain(ids.map(hidden).join("\n"), { members })).toMatch(
      /AccountId=555555555555,Email=EMAIL$/,
    );
    server.close();
    expect(await explain(hidden("444444444444"), { members })).toMatch(/\nPlan and apply again\.$/);
  });

  it("makes requests that change nothing, and no other", async () => {
    await explain(hidden("111111111111") + hidden("555555555555"), { managementHasDetector: true });
    expect(asked).toEqual([
      "GET /detector",
      "POST /detector/d1/member/get",
      "GET /detector",
      "DescribeAccount",
    ]);
  });

  it("tells no more than 20 accounts", async () => {
    const ids = Array.from({ length: 25 }, (_, n) => String(444444444400 + n));
    const told = (await explain(ids.map(hidden).join("\n")))!.split("\n");
    expect([told.length, told[21]]).toEqual([24, "  and 5 more"]);
  });

  it.each([
    "deleting GuardDuty Member (d1:444444444444): Access denied",
    "updating GuardDuty Member: BadRequestException",
    "creating GuardDuty Member: ThrottlingException",
  ])("asks nobody after a failure that has its reason with it: %s", async (what) => {
    expect(await explain(failed(what, "444444444444"))).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it("asks about the members alone whose reason is hidden", async () => {
    const others = [
      failed("deleting GuardDuty Member", "777777777777"),
      failed("creating it", "888888888888"),
    ];
    const told = await explain([others[0], hidden("444444444444"), others[1]].join("\n"));
    expect(told).toContain("444444444444");
    expect(told).not.toMatch(/7{12}|8{12}/);
  });

  it("never hides Terraform's diagnostics behind an error of its own", async () => {
    const nobody = { kind: "local", endpoint: "http://127.0.0.1:1" } as const;
    expect(await explainFailure(PROJECT, nobody, ENTRY, hidden("111111111111"))).toMatch(
      /^What GuardDuty has of these accounts cannot be read:/,
    );
  });
});
