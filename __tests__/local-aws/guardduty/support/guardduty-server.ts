import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { GuardDutyClient } from "@aws-sdk/client-guardduty";
import {
  GuardDutyService,
  type GuardDutyEvent,
  type GuardDutyOptions,
  type OrganizationAccount,
} from "../../../../local-aws/guardduty/service";

export const MANAGEMENT = "111111111111";
export const ADMINISTRATOR = "222222222222";
export const MEMBER = "333333333333";
export const OTHER_MEMBER = "444444444444";
export const STRANGER = "999999999999";

/** GuardDuty behind a tiny HTTP server: the access key id is the account, the credential scope says the region. */
export class GuardDutyServer {
  readonly events: GuardDutyEvent[] = [];
  readonly service: GuardDutyService;
  /** The accounts of the only organization. */
  readonly accounts: OrganizationAccount[] = [MANAGEMENT, ADMINISTRATOR, MEMBER, OTHER_MEMBER].map(account);
  readonly #server: Server;
  #now = Date.parse("2026-11-24T00:00:00Z");
  #url = "";
  #clients: GuardDutyClient[] = [];

  constructor(options: Partial<GuardDutyOptions> = {}) {
    this.service = new GuardDutyService({
      organizationOf: async (accountId) =>
        this.accounts.some(({ id }) => id === accountId)
          ? { managementAccountId: MANAGEMENT, accounts: async () => [...this.accounts] }
          : undefined,
      publishEvent: async (event) => void this.events.push(event),
      now: () => this.#now,
      organizationCacheMs: 0,
      ...options,
      delays: { firstDelegationMs: 0, ...options.delays },
    });
    // A connection that it closed just then, after a pause, would fail a request of a client that does not retry.
    this.#server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
      void this.#answer(request).then(({ status, body, headers }) => {
        response
          .writeHead(status, { "content-type": "application/json", ...headers })
          .end(JSON.stringify(body));
      });
    });
  }

  /** @returns its URL */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    this.#url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this.#url;
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) client.destroy();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** An SDK client with the credentials of an account. It does not retry. */
  client(accountId: string, region = "eu-west-1"): GuardDutyClient {
    const credentials = { accessKeyId: accountId, secretAccessKey: "secret" };
    const client = new GuardDutyClient({ endpoint: this.#url, region, credentials, maxAttempts: 1 });
    this.#clients.push(client);
    return client;
  }

  passMilliseconds(milliseconds: number): void {
    this.#now += milliseconds;
  }

  async #answer(request: IncomingMessage) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const [, accountId = "", region = ""] =
      /Credential=(\d{12})\/\d{8}\/([^/]+)\//.exec(request.headers.authorization ?? "") ?? [];
    const [path = "", query = ""] = (request.url ?? "").split("?");
    return this.service.handle({
      ...{ method: request.method ?? "", path, query: new URLSearchParams(query), accountId, region },
      body: text === "" ? undefined : (JSON.parse(text) as unknown),
      partition: region.startsWith("cn-") ? "aws-cn" : "aws",
    });
  }
}

export function account(id: string): OrganizationAccount {
  return { id, name: `account-${id}`, email: `${id}@example.com`, status: "ACTIVE" };
}

/** A server of a test's own: stopped also where the test fails, for an open one would keep jest waiting. */
export async function withServer(
  options: Partial<GuardDutyOptions>,
  use: (server: GuardDutyServer) => Promise<void>,
): Promise<void> {
  const server = new GuardDutyServer(options);
  await server.start();
  await use(server).finally(() => server.stop());
}

/** A fresh server for each test of the file. Call it at the top of a describe. */
export function serverForEachTest(options: Partial<GuardDutyOptions> = {}): {
  readonly server: GuardDutyServer;
} {
  const current = { server: new GuardDutyServer(options) };
  beforeEach(() => {
    current.server = new GuardDutyServer(options);
    return current.server.start();
  });
  afterEach(() => current.server.stop());
  return current;
}
