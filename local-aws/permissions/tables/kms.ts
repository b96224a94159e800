import { ABSENT, type Context } from "../../../aws/policy/context";
import { isJsonObject, type Json } from "../../../aws/json";
import { textOf, written, type Asked } from "../asked";
import type { ServiceTable } from "./table";

function encryptionContext({ parameters }: Asked): Context {
  const given = parameters.EncryptionContext as Json | undefined;
  if (given === undefined || !isJsonObject(given)) return { "kms:encryptioncontextkeys": ABSENT };
  const entries = Object.entries(given);
  return {
    "kms:encryptioncontextkeys": entries.map(([name]) => name),
    ...Object.fromEntries(
      entries.map(([name, value]) => [`kms:encryptioncontext:${name.toLowerCase()}`, written(value)]),
    ),
  };
}

/** moto's ciphertext begins with the id of its key. */
function keyOf(blob = ""): string {
  return Buffer.from(blob, "base64").subarray(0, 36).toString("latin1");
}

/** KMS. Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html */
export const KMS: ServiceTable = {
  on: {
    key:
      "CancelKeyDeletion Decrypt DescribeKey DisableKey EnableKey Encrypt GenerateDataKey GetKeyPolicy GetKeyRotationStatus " +
      "GetPublicKey ListResourceTags PutKeyPolicy ScheduleKeyDeletion Sign TagResource UntagResource Verify",
    none: "CreateKey GenerateRandom ListAliases ListKeys",
  },
  arns: {
    key: (asked, facts) =>
      facts.keyArn(asked, textOf(asked, "KeyId") ?? keyOf(textOf(asked, "CiphertextBlob"))),
  },
  keys: (asked) => ({
    "kms:calleraccount": asked.place.accountId,
    "kms:viaservice": ABSENT,
    "kms:requestalias": /^(alias\/.*)$/.exec(textOf(asked, "KeyId") ?? "")?.[1] ?? ABSENT,
    ...encryptionContext(asked),
  }),
};
