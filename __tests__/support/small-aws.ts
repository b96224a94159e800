import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { GuardDutyService } from "../../local-aws/guardduty/service";

/** The management account. An access key is its account's id, and any other key is this account's. */
export const MANAGEMENT = "111111111111";
/** The account that GuardDuty is delegated to. */
export const ADMINISTRATOR = "222222222222";
const ACCOUNTS = [MANAGEMENT, ADMINISTRATOR, ...["3", "4", "5", "6"].map((digit) => digit.repeat(12))];

const ORGANIZATIONS: Readonly<Record<string, unknown>> = {
  DescribeOrganization: { Organization: { Id: "o-a1b2c3d4e5", MasterAccountId: MANAGEMENT } },
  ListAccounts: {
    Accounts: ACCOUNTS.map((Id) => ({
      Id,
      Name: Id,
      Email: `${Id}@acme.example`,
      State: "ACTIVE",
      Paths: ["o-a1b2c3d4e5/r-a1b2/"],
    })),
  },
  ListRoots: { Roots: [{ Id: "r-a1b2", Name: "Root" }] },
  ListOrganizationalUnitsForParent: { OrganizationalUnits: [] },
  ListRules: { Rules: [] },
};

/** STS, Organizations with six accounts, a GuardDuty in which `throttledShare` of the requests are refused, and no rules. */
export class SmallAws {
  /** Regions whose requests are refused. */
  readonly denied = new Set<string>();
  readonly service = new GuardDutyService({
    organizationOf: async () => ({
      managementAccountId: MANAGEMENT,
      accounts: async () =>
        ACCOUNTS.map((id) => ({ id, name: id, email: `${id}@acme.example`, status: "ACTIVE" })),
    }),
    publishEvent: async () => undefined,
    delays: { firstDelegationMs: 0 },
  });
  onRequest: () => void = () => undefined;
  readonly #server: Server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      this.onRequest();
      const text = Buffer.concat(chunks).toString();
      if (text.includes("Action=GetCallerIdentity")) {
        const own = /Credential=(\d{12})/.exec(request.headers.authorization ?? "")?.[1] ?? MANAGEMENT;
        response.writeHead(200, { "content-type": "text/xml" }).end(identityOf(own));
        return;
      }
      const target = String(request.headers["x-amz-target"] ?? "").split(".")[1];
      const [, key = "", region = ""] =
        /Credential=([^/]+)\/\d{8}\/([^/]+)\//.exec(request.headers.authorization ?? "") ?? [];
      const [path = "", query = ""] = (request.url ?? "").split("?");
      const body: unknown = text === "" ? undefined : JSON.parse(text);
      const answer = this.denied.has(region)
        ? { status: 403, headers: { "x-amzn-errortype": "AccessDeniedException" }, body: { message: "no" } }
        : target === undefined
          ? await this.service.handle({
              method: request.method ?? "",
              path,
              query: new URLSearchParams(query),
              accountId: /^\d{12}$/.test(key) ? key : MANAGEMENT,
              region,
              body,
              partition: "aws",
            })
          : { status: 200, headers: {}, body: ORGANIZATIONS[target] };
      response
        .writeHead(answer.status, { "content-type": "application/json", ...answer.headers })
        .end(JSON.stringify(answer.body));
    })();
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Turns GuardDuty on in the administrator's account, and delegates the region to it. */
  async delegate(region: string): Promise<void> {
    const call = (accountId: string, path: string, body: object) =>
      this.service.handle({
        ...{ method: "POST", path, query: new URLSearchParams(), body },
        ...{ accountId, region, partition: "aws" },
      });
    await call(ADMINISTRATOR, "/detector", { enable: true });
    await call(MANAGEMENT, "/admin/enable", { adminAccountId: ADMINISTRATOR });
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

function identityOf(account: string): string {
  const result = `<Account>${account}</Account><Arn>arn:aws:iam::${account}:user/x</Arn>`;
  return `<GetCallerIdentityResponse><GetCallerIdentityResult>${result}</GetCallerIdentityResult></GetCallerIdentityResponse>`;
}
