import type { Interceptor } from "./exchange";
import type { MotoGateway } from "./moto-gateway";

interface Document {
  readonly Statement: readonly {
    readonly Effect?: string;
    readonly Condition?: { readonly Bool?: Readonly<Record<string, unknown>> };
  }[];
}

/**
 * S3 is moto's, which reads a bucket's policy without its conditions: what denies plain HTTP would deny everything. moto
 * gets the policy without these statements, and whoever reads it gets it as it was written. Everything else that a policy
 * says moto reads as before.
 */
export function bucketService(moto: MotoGateway): Interceptor {
  const written = new Map<string, string>();
  return async (exchange) => {
    if (!exchange.query.has("policy")) return undefined;
    const bucket = `${exchange.partition} ${exchange.path}`;
    const text = (await exchange.body()).toString("utf8");
    if (exchange.method !== "PUT") {
      const answer = await moto.send(exchange, text);
      if (exchange.method === "DELETE") written.delete(bucket);
      const original = written.get(bucket);
      if (answer.status !== 200 || original === undefined) return answer;
      const headers = { ...answer.headers, "content-length": String(Buffer.byteLength(original)) };
      return { ...answer, headers, body: original };
    }
    const answer = await moto.send(exchange, withoutPlainHttp(text));
    if (answer.status < 300) written.set(bucket, text);
    return answer;
  };
}

function withoutPlainHttp(text: string): string {
  try {
    const document = JSON.parse(text) as Document;
    const kept = [document.Statement].flat().filter((one) => !(one.Effect === "Deny" && isOnPlainHttp(one)));
    return JSON.stringify({ ...document, Statement: kept });
  } catch {
    return text;
  }
}

/** Requests to the local AWS are plain HTTP, and stand for requests over TLS. */
function isOnPlainHttp({ Condition }: Document["Statement"][number]): boolean {
  return String(Condition?.Bool?.["aws:SecureTransport"]) === "false";
}
