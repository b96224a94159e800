import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { ScheduleClient } from "../../aws-clients/schedule-client";

const KEYS = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret", sessionToken: "session" };
const REGION = "eu-west-1";
const NAME = { group: "default", name: "acme-guardduty-findings-heartbeat" };

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const hmac = (key: Buffer | string, text: string) => createHmac("sha256", key).update(text).digest();

/**
 * The signature that AWS would compute for a request. Source:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
function signatureOf({ method = "", url = "", headers }: IncomingMessage): string {
  const [path = "", query = ""] = url.split("?");
  const signed = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? "")?.[1] ?? "";
  const lines = signed.split(";").map((name) => `${name}:${String(headers[name])}\n`);
  const canonical = [method, path, query, lines.join(""), signed, sha256("")].join("\n");
  const time = String(headers["x-amz-date"]);
  const scope = [time.slice(0, 8), REGION, "scheduler", "aws4_request"];
  const key = scope.reduce<Buffer | string>((last, part) => hmac(last, part), `AWS4${KEYS.secretAccessKey}`);
  const toSign = ["AWS4-HMAC-SHA256", time, scope.join("/"), sha256(canonical)].join("\n");
  return createHmac("sha256", key).update(toSign).digest("hex");
}

describe("ScheduleClient", () => {
  const asked: IncomingMessage[] = [];
  let answer: { status: number; headers?: Record<string, string>; body: string };
  let server: Server;
  let client: ScheduleClient;

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request);
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    client = new ScheduleClient({ region: REGION, endpoint, credentials: KEYS, maxAttempts: 1 });
  });
  afterAll(async () => {
    client.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it("asks for a schedule by name and group, signed for Scheduler as AWS checks it", async () => {
    answer = { status: 200, body: '{"Name":"a"}' };
    expect(await client.get(NAME, {})).toEqual({ Name: "a" });
    const request = asked.at(-1)!;
    expect([request.method, request.url]).toEqual([
      "GET",
      "/schedules/acme-guardduty-findings-heartbeat?groupName=default",
    ]);
    expect(request.headers["x-amz-security-token"]).toBe("session");
    const { authorization = "" } = request.headers;
    expect(authorization).toContain(`/${REGION}/scheduler/aws4_request`);
    for (const name of ["host", "x-amz-date", "x-amz-security-token"]) expect(authorization).toContain(name);
    expect(authorization).toContain(`Signature=${signatureOf(request)}`);
  });

  it.each([
    [
      404,
      { "x-amzn-errortype": "ResourceNotFoundException:http://internal/" },
      "{}",
      "ResourceNotFoundException",
    ],
    [403, {}, '{"__type": "AccessDeniedException", "Message": "no"}', "AccessDeniedException"],
    [500, {}, "<html>", "UnknownError"],
  ])("throws AWS's error by its name: %i", async (status, headers, body, name) => {
    answer = { status, headers: headers as Record<string, string>, body };
    await expect(client.get(NAME, {})).rejects.toMatchObject({ name, $metadata: { httpStatusCode: status } });
  });

  it("ends when it is told to", async () => {
    answer = { status: 200, body: "{}" };
    const abortSignal = AbortSignal.abort();
    await expect(client.get(NAME, { abortSignal })).rejects.toMatchObject({ name: "AbortError" });
  });
});
