import { createServer as createPlain, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSecure } from "node:https";
import type { AddressInfo } from "node:net";
import type { Certificate } from "../receivers/certificates";

/** One request as the fake understood it. */
export interface FakeCall {
  readonly host: string;
  /** An STS or IAM action, or the path's last part, e.g. `credentials` of the SSO portal. */
  readonly action: string;
  readonly accessKeyId: string;
  readonly form: URLSearchParams;
}

/** An answer of AWS that is an error. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly status?: number;
}

/**
 * A few operations of STS, IAM, SSO and its OIDC, and the metadata of a container and of an EC2 instance. An access key
 * ends in the 12 digits of the account that it opens.
 */
export class FakeAws {
  readonly calls: FakeCall[] = [];
  /** What AWS refuses. @default nothing */
  refuse: (call: FakeCall) => Refusal | undefined = () => undefined;
  /** AWS's clock less this machine's, in milliseconds. */
  clockMs = 0;
  /** How long keys are valid that it gives. */
  lifeMs = 3_600_000;
  readonly #server;

  private constructor(certificate?: Certificate) {
    const answer = (request: IncomingMessage, response: ServerResponse) =>
      void this.#answer(request, response);
    this.#server = certificate
      ? createSecure({ key: certificate.key, cert: certificate.certificate }, answer)
      : createPlain(answer);
  }

  /** @param certificate for TLS; without it the fake speaks plain HTTP */
  static async start(certificate?: Certificate): Promise<FakeAws> {
    const fake = new FakeAws(certificate);
    await new Promise<void>((resolve) => fake.#server.listen(0, "127.0.0.1", resolve));
    return fake;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get actions(): string[] {
    return this.calls.map(({ action }) => action);
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await request.toArray()).toString();
    const call = callOf(request, body);
    this.calls.push(call);
    response.setHeader("date", new Date(Date.now() + this.clockMs).toUTCString());
    const refusal = this.refuse(call);
    if (!refusal) return void response.end(this.#text(call, request));
    const { code, message, status = 400 } = refusal;
    response.writeHead(status, { "x-amzn-errortype": code });
    response.end(
      call.form.has("Action")
        ? `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`
        : JSON.stringify({ __type: code, message, error: code, error_description: message }),
    );
  }

  #text({ action, accessKeyId, form }: FakeCall, request: IncomingMessage): string {
    const expiration = new Date(Date.now() + this.lifeMs);
    const keys = (account: string) =>
      `<Credentials><AccessKeyId>ASIA${account}</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
      <SessionToken>t</SessionToken><Expiration>${expiration.toISOString()}</Expiration></Credentials>`;
    const account = accessKeyId.slice(-12);
    const results: Readonly<Record<string, () => string>> = {
      AssumeRole: () => keys(accountOf(form.get("RoleArn"))),
      AssumeRoleWithWebIdentity: () => keys(accountOf(form.get("RoleArn"))),
      GetCallerIdentity: () =>
        `<Account>${account}</Account><Arn>arn:aws:sts::${account}:assumed-role/R/s</Arn>`,
      ListAccountAliases: () => `<AccountAliases><member>alias-${account}</member></AccountAliases>`,
    };
    if (results[action])
      return `<${action}Response><${action}Result>${results[action]()}</${action}Result></${action}Response>`;
    const metadata = (digits: string) =>
      JSON.stringify({
        ...{ Code: "Success", Type: "AWS-HMAC", AccessKeyId: `ASIA${digits}`, SecretAccessKey: "s" },
        ...{ Token: "t", Expiration: expiration.toISOString(), LastUpdated: new Date().toISOString() },
      });
    if (action === "container") return metadata("000000000013");
    if (action === "instance-role") return metadata("000000000014");
    if (action === "") return "instance-role";
    const id = new URL(request.url ?? "", "http://sso").searchParams.get("account_id") ?? "";
    const roleCredentials = {
      ...{ accessKeyId: `ASIA${id}`, secretAccessKey: "s", sessionToken: "t" },
      expiration: expiration.getTime(),
    };
    const token = { accessToken: "fresh", expiresIn: 3600, refreshToken: "next" };
    return JSON.stringify(action === "token" ? token : { roleCredentials });
  }
}

function callOf({ headers, url = "" }: IncomingMessage, body: string): FakeCall {
  const form = new URLSearchParams(body);
  const [, accessKeyId = ""] = /Credential=([^/]+)\//.exec(headers.authorization ?? "") ?? [];
  const action = form.get("Action") ?? url.split("?")[0]!.split("/").at(-1)!;
  return { host: headers.host ?? "", action, accessKeyId, form };
}

const accountOf = (arn: string | null) => arn?.split(":")[4] ?? "";
