import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";

type Context = Readonly<Record<string, string>>;

/** A KMS that opens a data key only for the key and the context that it was made with, and a bucket. */
export class FakeKeyAndBucket {
  /** The contexts of KMS's calls in order, each with its operation. */
  readonly calls: { operation: string; KeyId: string; EncryptionContext: Context }[] = [];
  /** Objects by path. */
  readonly objects = new Map<string, { bytes: Buffer; headers: IncomingHttpHeaders }>();
  /** Answers every request with AccessDenied. */
  denies = false;
  readonly #secret = randomBytes(32);
  readonly #server: Server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks);
      const target = String(request.headers["x-amz-target"] ?? "").split(".")[1];
      const path = decodeURIComponent((request.url ?? "").split("?")[0]!);
      const [status, answer] =
        target === undefined
          ? this.#bucket(request.method ?? "", path, body, request.headers)
          : this.#kms(target, JSON.parse(body.toString()) as never);
      const text = Buffer.isBuffer(answer) ? answer : Buffer.from(answer);
      const type = target === undefined ? "application/xml" : "application/x-amz-json-1.1";
      response.writeHead(status, { "content-type": type, "content-length": text.length }).end(text);
    })();
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #kms(
    operation: string,
    call: { KeyId: string; EncryptionContext: Context; CiphertextBlob?: string },
  ): [number, string] {
    const { KeyId, EncryptionContext } = call;
    this.calls.push({ operation, KeyId, EncryptionContext });
    const refuse = (type: string): [number, string] => [400, JSON.stringify({ __type: type, message: "no" })];
    if (this.denies) return refuse("AccessDeniedException");
    const bound = Buffer.from(JSON.stringify([KeyId, Object.entries(EncryptionContext).sort()]));
    if (operation === "GenerateDataKey") {
      const [key, iv] = [randomBytes(32), randomBytes(12)];
      const cipher = createCipheriv("aes-256-gcm", this.#secret, iv).setAAD(bound);
      const wrapped = Buffer.concat([iv, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
      const [Plaintext, CiphertextBlob] = [key, wrapped].map((bytes) => bytes.toString("base64"));
      return [200, JSON.stringify({ KeyId, Plaintext, CiphertextBlob })];
    }
    const wrapped = Buffer.from(call.CiphertextBlob ?? "", "base64");
    try {
      const decipher = createDecipheriv("aes-256-gcm", this.#secret, wrapped.subarray(0, 12)).setAAD(bound);
      decipher.setAuthTag(wrapped.subarray(-16));
      const key = Buffer.concat([decipher.update(wrapped.subarray(12, -16)), decipher.final()]);
      return [200, JSON.stringify({ KeyId, Plaintext: key.toString("base64") })];
    } catch {
      return refuse("InvalidCiphertextException");
    }
  }

  #bucket(
    method: string,
    path: string,
    bytes: Buffer,
    headers: IncomingHttpHeaders,
  ): [number, string | Buffer] {
    if (this.denies) return [403, "<Error><Code>AccessDenied</Code><Message>no</Message></Error>"];
    if (method === "PUT") {
      this.objects.set(path, { bytes, headers });
      return [200, ""];
    }
    const found = this.objects.get(path);
    return found ? [200, found.bytes] : [404, "<Error><Code>NoSuchKey</Code><Message>no</Message></Error>"];
  }
}
