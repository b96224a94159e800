import { jsonBody, targetOperation, type Answer, type Interceptor } from "./exchange";
import type { MotoGateway } from "./moto-gateway";

/** What moto answers with 500 if the key is named by its ARN. AWS takes both names. */
const BY_ID_ALONE = ["CancelKeyDeletion", "DisableKey", "EnableKey", "ReplicateKey", "ScheduleKeyDeletion"];

/**
 * KMS is moto's, but for names: moto takes ids alone for some operations, and its ids of multi-Region keys have the hyphens of a UUID, which
 * AWS's have not. Answers name a key by its ARN if the request does.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html
 */
export function keyService(moto: MotoGateway): Interceptor {
  return async (exchange) => {
    const request = await jsonBody(exchange);
    const [, id] = /^arn:.*:key\/(.+)$/.exec(String(request.KeyId)) ?? [];
    const isRenamed = id !== undefined && BY_ID_ALONE.includes(targetOperation(exchange) ?? "");
    const sent = JSON.stringify(isRenamed ? { ...request, KeyId: id } : request);
    const answer = await moto.send(exchange, withHyphens(sent));
    return rewritten(answer, (text) => {
      const plain = withoutHyphens(text);
      if (!isRenamed || answer.status !== 200) return plain;
      // moto answers some of them with nothing, or with null.
      const found = JSON.parse(plain || "null") as { KeyId?: string } | null;
      return JSON.stringify(found?.KeyId === undefined ? (found ?? {}) : { ...found, KeyId: request.KeyId });
    });
  };
}

const PARTS = [8, 4, 4, 4, 12].map((length) => `([0-9a-f]{${length}})`);

function withHyphens(text: string): string {
  return text.replace(new RegExp(`mrk-${PARTS.join("")}`, "g"), "mrk-$1-$2-$3-$4-$5");
}

function withoutHyphens(text: string): string {
  return text.replace(new RegExp(`mrk-${PARTS.join("-")}`, "g"), "mrk-$1$2$3$4$5");
}

/** An answer with another body, and without the headers that count or sum the first one. */
function rewritten({ status, headers, body }: Answer, rewrite: (text: string) => string): Answer {
  const { "content-length": _length, "x-amz-crc32": _sum, ...others } = headers;
  return { status, headers: others, body: rewrite(body.toString()) };
}
