import { createHash, generateKeyPairSync } from "node:crypto";
import { createServer as createPlainServer, type RequestListener, type Server } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import {
  fulcioHandler,
  initializeCA,
  initializeCTLog,
  initializeTLog,
  rekorHandler,
  type HandlerFn,
} from "@sigstore/mock";

/** What a job's token says. */
export interface Claims {
  readonly iss: string;
  /** What Fulcio makes the certificate's subject of. */
  readonly san: string;
  readonly repository: string;
  readonly ref: string;
  readonly sha: string;
}

export const COMMIT = "c".repeat(40);
/** A job of Acme's workflow on its protected branch. */
export const ACME: Claims = {
  iss: "https://token.actions.githubusercontent.com",
  san: "https://github.com/acme/guardduty/.github/workflows/orgduty.yml@refs/heads/main",
  ...{ repository: "acme/guardduty", ref: "refs/heads/main", sha: COMMIT },
};

/** A token as a forge issues it. Nobody here checks its signature. */
export function token(claims: Claims): string {
  const parts = [{ alg: "none" }, { sub: "repo:acme/guardduty", aud: "sigstore", ...claims }];
  return [...parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")), "x"].join(".");
}

/** When Fulcio and Rekor believe to live. @default now */
interface Clocks {
  readonly fulcio?: Date;
  readonly rekor?: Date;
}

const keys = () => generateKeyPairSync("ec", { namedCurve: "P-256" });

/** Fulcio, its certificate log and Rekor, as sigstore's own tests have them, behind one port; and a forge that issues tokens. */
export class FakeSigstore {
  claims = ACME;
  url = "";
  trustedRoot: object = {};
  #server: Server | undefined;

  /** Starts it, over TLS if there is a certificate. */
  async start(tls?: { readonly key: Buffer; readonly cert: Buffer }, clocks: Clocks = {}): Promise<void> {
    const [ca, ct, log] = [keys(), keys(), keys()];
    const ctlog = await initializeCTLog(ct);
    const fulcio = await initializeCA(ca, ctlog, clocks.fulcio);
    const rekor = await initializeTLog("https://rekor.example", log, clocks.rekor);
    const handlers = [fulcioHandler(fulcio, { subjectClaim: "san" }), rekorHandler(rekor)];
    const answer = this.#answer(new Map(handlers.map(({ path, fn }) => [path, fn])));
    this.#server = tls ? createServer(tls, answer) : createPlainServer(answer);
    await new Promise<void>((resolve) => this.#server!.listen(0, "127.0.0.1", resolve));
    const { port } = this.#server.address() as AddressInfo;
    this.url = tls ? `https://localhost:${port}` : `http://127.0.0.1:${port}`;
    const validFor = { start: "2020-01-01T00:00:00Z" };
    const authority = (publicKey: Buffer) => ({
      baseUrl: "https://rekor.example",
      hashAlgorithm: "SHA2_256",
      publicKey: {
        rawBytes: publicKey.toString("base64"),
        keyDetails: "PKIX_ECDSA_P256_SHA_256",
        validFor,
      },
      logId: { keyId: createHash("sha256").update(publicKey).digest("base64") },
    });
    const spki = ({ publicKey }: ReturnType<typeof keys>) =>
      publicKey.export({ format: "der", type: "spki" });
    const root = Buffer.from(fulcio.rootCertificate.buffer).toString("base64");
    this.trustedRoot = {
      mediaType: "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
      tlogs: [authority(spki(log))],
      ctlogs: [authority(spki(ct))],
      certificateAuthorities: [
        {
          subject: { organization: "sigstore.mock", commonName: "sigstore" },
          uri: "https://fulcio.example",
          certChain: { certificates: [{ rawBytes: root }] },
          validFor,
        },
      ],
      timestampAuthorities: [],
    };
  }

  stop(): void {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }

  #answer(handlers: ReadonlyMap<string, HandlerFn>): RequestListener {
    return (request, response) => {
      void (async () => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        const url = new URL(request.url ?? "", "http://x");
        if (url.pathname === "/token") {
          response.end(JSON.stringify({ value: token(this.claims) }));
          return;
        }
        const handler = handlers.get(url.pathname);
        const answer = await handler?.(Buffer.concat(chunks).toString());
        response.writeHead(answer?.statusCode ?? 404, {
          "content-type": answer?.contentType ?? "text/plain",
        });
        response.end(answer?.response);
      })();
    };
  }
}
