import { AWS_REGIONS } from "../../aws/regions";
import { parseArn } from "../../aws/arn";
import { shown } from "../problems/shown";
import { foreignCharacter } from "./foreign-character";
import { matching, text } from "./text";

/** An account id: 12 digits as a string. Dashes, as consoles and invoices print them, are removed. */
export const accountId = text("account id", (value, refuse) => {
  const digits = value.replace(/-/g, "");
  if (/^\d{12}$/.test(digits)) return digits;
  const foreign = foreignCharacter(value);
  if (foreign !== undefined)
    return refuse(
      `account id must be 12 digits, got ${shown(value)}, which has ${foreign} in it`,
      "type the id again: ASCII digits in straight quotes",
    );
  const example = /^\d{1,12}$/.test(digits) ? digits.padStart(12, "0") : "012345678901";
  return refuse(
    `account id must be 12 digits, got ${shown(value)}`,
    `quote the whole id, leading zeros included, e.g. "${example}"`,
  );
});

/** An ARN of a given form, in a region that AWS has. */
function arnText(what: string, pattern: RegExp, example: string) {
  return text(what, (value, refuse) => {
    if (!pattern.test(value)) return refuse(`${shown(value)} is not a valid ${what}`, `e.g. ${example}`);
    const { region } = parseArn(value);
    const exists = region === "" || AWS_REGIONS.some(({ name }) => name === region);
    return exists
      ? value
      : refuse(`${shown(value)} is in ${shown(region)}, which is not a region of AWS`, `e.g. ${example}`);
  });
}

/**
 * The ARN of a role to assume, with its path if it has one.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const roleArn = arnText(
  "role ARN",
  /^arn:(aws|aws-cn):iam::\d{12}:role\/([\w+=,.@/-]{1,510}\/)?[\w+=,.@-]{1,64}$/,
  "arn:aws:iam::111111111111:role/orgduty-plan",
);

/**
 * What goes with a request to assume a role, so that nobody makes a third party use the role for them. It is no secret.
 * Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export const externalId = matching("external id", /^[\w+=,.@:/-]{2,1224}$/, "8c2f6a34-orgduty");

/** The ARN of a KMS key. Aliases are not accepted, because services that take a key do not resolve aliases. */
export const kmsKeyArn = arnText(
  "KMS key ARN",
  /^arn:(aws|aws-cn):kms:[a-z0-9-]+:\d{12}:key\/(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
  "arn:aws:kms:us-east-1:222222222222:key/1234abcd-12ab-34cd-56ef-1234567890ab",
);

const standardTopic = arnText(
  "SNS topic ARN",
  /^arn:(aws|aws-cn):sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/,
  "arn:aws:sns:us-east-1:222222222222:security-alarms",
);

/**
 * The ARN of a standard SNS topic. A FIFO topic needs an order and a group for each message, and an alarm has neither.
 */
export const topicArn = text("SNS topic ARN", (value, refuse) =>
  value.endsWith(".fifo")
    ? refuse(`${shown(value)} is a FIFO topic, and alarms need a standard one`, "name a standard topic")
    : value,
).pipe(standardTopic);
