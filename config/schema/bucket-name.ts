import { shown } from "../problems/shown";
import { text } from "./text";

const FORM = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const RESERVED = /^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/;

/**
 * The name of an S3 bucket.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export const bucketName = text("bucket name", (value, refuse) => {
  const fault = faultOf(value);
  if (fault === undefined) return value;
  const mended = value
    .trim()
    .toLowerCase()
    .replace(/^s3:\/\/|\/.*$/g, "")
    .replace(/_/g, "-")
    .replace(/\.{2,}/g, ".");
  const fix = faultOf(mended) === undefined ? `did you mean "${mended}"?` : "e.g. acme-orgduty-state";
  return refuse(`${shown(value)} is not a valid bucket name: ${fault}`, fix);
});

function faultOf(name: string): string | undefined {
  if (!FORM.test(name)) {
    return "it has 3 to 63 lower-case letters, digits, dots and hyphens, a letter or digit at both ends";
  }
  if (name.includes("..")) return "it may not have two dots in a row";
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return "it may not look like an address";
  return RESERVED.test(name) ? "AWS reserves its beginning or its end" : undefined;
}
