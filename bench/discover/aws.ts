import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { GuardDutyService } from "../../local-aws/guardduty/service";

/** An account as a snapshot has it. */
export interface ServedAccount {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

const MANAGEMENT = "111111111111";
const ADMINISTRATOR = "222222222222";

/** Organizations, 20 accounts a page, the local AWS's GuardDuty, and an EventBridge without rules. */
export class BenchAws {
  readonly #service: GuardDutyService;
  readonly #server: Server;

  constructor(private readonly accounts: readonly ServedAccount[]) {
    const inOrganization = accounts.map(({ id, name, email }) => ({ id, name, email, status: "ACTIVE" }));
    this.#service = new GuardDutyService({
      organizationOf: async () => ({ managementAccountId: MANAGEMENT, accounts: async () => inOrganization }),
      publishEvent: async () => undefined,
      delays: { firstDelegationMs: 0 },
      organizationCacheMs: 3_600_000,
    });
    this.#server = createServer((request, response) => {
      void (async () => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        const text = Buffer.concat(chunks).toString();
        const body: unknown = text === "" ? {} : JSON.parse(text);
        const [, accountId = "", region = ""] =
          /Credential=(\d{12})\/\d{8}\/([^/]+)\//.exec(request.headers.authorization ?? "") ?? [];
        const target = request.headers["x-amz-target"];
        const { status, body: answer } =
          typeof target === "string"
            ? { status: 200, body: this.#json(target.split(".")[1]!, body) }
            : await this.#ask(accountId, region, request.method ?? "", request.url ?? "", body);
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer));
      })();
    });
  }

  /** Delegates every region and adds every account. @returns the URL */
  async start(regions: readonly string[]): Promise<string> {
    for (const region of regions) await this.#fill(region);
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #fill(region: string): Promise<void> {
    await this.#ask(MANAGEMENT, region, "POST", "/detector", { enable: true });
    const created = await this.#ask(ADMINISTRATOR, region, "POST", "/detector", { enable: true });
    const { detectorId } = created.body as { detectorId: string };
    await this.#ask(MANAGEMENT, region, "POST", "/admin/enable", { adminAccountId: ADMINISTRATOR });
    const members = this.accounts.filter(({ id }) => id !== ADMINISTRATOR);
    for (let n = 0; n < members.length; n += 50) {
      const accountDetails = members.slice(n, n + 50).map(({ id, email }) => ({ accountId: id, email }));
      await this.#ask(ADMINISTRATOR, region, "POST", `/detector/${detectorId}/member`, { accountDetails });
    }
  }

  #ask(accountId: string, region: string, method: string, url: string, body: unknown) {
    const [path = "", query = ""] = url.split("?");
    const request = { method, path, query: new URLSearchParams(query), body, accountId, region };
    return this.#service.handle({ ...request, partition: "aws" as const });
  }

  #json(operation: string, body: unknown): unknown {
    if (operation === "ListAccounts") {
      const start = Number((body as { NextToken?: string }).NextToken ?? 0);
      const page = this.accounts.slice(start, start + 20);
      const Accounts = page.map(({ id, name, email }) => {
        return { Id: id, Name: name, Email: email, State: "ACTIVE", Paths: ["o-a1b2c3d4e5/r-a1b2/"] };
      });
      return { Accounts, ...(start + 20 < this.accounts.length ? { NextToken: String(start + 20) } : {}) };
    }
    if (operation === "DescribeOrganization")
      return { Organization: { Id: "o-a1b2c3d4e5", MasterAccountId: MANAGEMENT } };
    if (operation === "ListRoots") return { Roots: [{ Id: "r-a1b2", Name: "Root" }] };
    return operation === "ListRules" ? { Rules: [] } : { OrganizationalUnits: [] };
  }
}
