import { nearest } from "../problems/nearest";
import { REGIONS, isRegion, type Region } from "../regions";
import { shown } from "../problems/shown";
import { matching, text } from "./text";

/** An account id: 12 digits as a string. Dashes, as consoles and invoices print them, are taken out. */
export const accountId = text("account id", (value, refuse) => {
  const digits = value.replace(/-/g, "");
  if (/^\d{12}$/.test(digits)) return digits;
  const example = /^\d{1,12}$/.test(digits) ? digits.padStart(12, "0") : "012345678901";
  return refuse(
    `account id must be 12 digits, got ${shown(value)}`,
    `quote the whole id, leading zeros included, e.g. "${example}"`,
  );
});

/** One of the 15 regions. GovCloud gets an answer of its own: it is a partition that orgduty does not support. */
export const region = text("region", (value, refuse): Region => {
  if (isRegion(value)) return value;
  if (value.startsWith("us-gov-")) {
    return refuse(`${shown(value)} is a GovCloud region, which orgduty does not support`, "remove it");
  }
  const best = nearest(value, REGIONS);
  return refuse(
    `${shown(value)} is not one of the ${REGIONS.length} supported regions`,
    best === undefined ? `choose among ${REGIONS.join(", ")}` : `did you mean "${best}"?`,
  );
});

/** The ARN of a role to assume, with its path if it has one. */
export const roleArn = matching(
  "role ARN",
  /^arn:(aws|aws-cn):iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/,
  "arn:aws:iam::111111111111:role/orgduty-plan",
);

/** The ARN of a KMS key, not of an alias: services that take a key look up no alias. */
export const kmsKeyArn = matching(
  "KMS key ARN",
  /^arn:(aws|aws-cn):kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/,
  "arn:aws:kms:us-east-1:222222222222:key/1234abcd-12ab-34cd-56ef-1234567890ab",
);

/** The ARN of an SNS topic. */
export const topicArn = matching(
  "SNS topic ARN",
  /^arn:(aws|aws-cn):sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}(\.fifo)?$/,
  "arn:aws:sns:us-east-1:222222222222:security-alarms",
);
