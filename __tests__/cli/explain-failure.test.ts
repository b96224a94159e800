import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { explainFailure } from "../../cli/explain-failure";
import { stackList } from "../../config/stack-list";
import { loadProject } from "../../organization/load-project";

const PROJECT = loadProject(resolve(__dirname, "../../examples/acme/orgduty.yaml"));
const ENTRY = stackList(PROJECT.config).find(({ name }) => name === "us-east-1")!;
const DIAGNOSTICS = `Error: Provider produced inconsistent result after apply
When applying changes to aws_guardduty_member.members_5["111111111111"], provider produced an unexpected new value:
Root object was present, but now absent.`;

/** A GuardDuty that answers CreateMembers with this, and keeps what it was asked for. */
function guardDuty(unprocessedAccounts: object[], asked: string[]): Server {
  return createServer((request, response) => {
    void text(request).then((body) => {
      const detectors = request.method === "GET" && request.url === "/detector";
      if (!detectors) asked.push(body);
      response.end(JSON.stringify(detectors ? { detectorIds: ["d1"] } : { unprocessedAccounts }));
    });
  });
}

describe("explainFailure", () => {
  const asked: string[] = [];
  let server: Server;
  afterEach(() => server?.close());
  const explain = async (unprocessed: object[], diagnostics = DIAGNOSTICS) => {
    asked.length = 0;
    server = guardDuty(unprocessed, asked);
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return explainFailure(PROJECT, { kind: "local", endpoint }, ENTRY, diagnostics);
  };

  it("asks GuardDuty about the members that Terraform names, and gives its reason", async () => {
    const result = "organization master must first enable GuardDuty";
    expect(await explain([{ accountId: "111111111111", result }])).toBe(
      `GuardDuty did not take:\n  111111111111: ${result}`,
    );
    expect(asked.map((body) => JSON.parse(body).accountDetails.length)).toEqual([1]);
  });

  it("says so where GuardDuty takes them by now", async () => {
    expect(await explain([])).toBe("GuardDuty takes these accounts by now: plan and apply again");
  });

  it("keeps quiet about failures of another kind", async () => {
    expect(await explain([], "Error: creating SQS queue")).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it("never hides Terraform's diagnostics behind an error of its own", async () => {
    const nobody = { kind: "local", endpoint: "http://127.0.0.1:1" } as const;
    expect(await explainFailure(PROJECT, nobody, ENTRY, DIAGNOSTICS)).toMatch(
      /^GuardDuty could not be asked why:/,
    );
  });
});
