import { spelledRegion } from "../../aws/region-names";
import { AWS_REGIONS } from "../../aws/regions";
import { nearest } from "../problems/nearest";
import { shown } from "../problems/shown";
import { REGIONS, isRegion, type Region } from "../regions";
import { text } from "./text";

/** The 15 supported regions come first: if two names are equally near, the one that can be planned is suggested. */
const NAMES = [...new Set([...REGIONS, ...AWS_REGIONS.map(({ name }) => name)])];

/**
 * The name of the region that a text means, whether or not orgduty plans it: an exact, usual or nearly right spelling.
 */
export function regionMeant(value: string): string | undefined {
  return NAMES.includes(value) ? value : (spelledRegion(value)?.name ?? nearest(value.trim(), NAMES));
}

/** One of the 15 regions. GovCloud has a message of its own: it is a partition that orgduty does not support. */
export const region = text("region", (value, refuse): Region => {
  if (isRegion(value)) return value;
  if (/gov-?cloud|us-gov/i.test(value)) {
    return refuse(`${shown(value)} is a GovCloud region, which orgduty does not support`, "remove it");
  }
  const meant = regionMeant(value);
  const message = `${shown(value)} is not one of the 15 supported regions`;
  if (meant === undefined) return refuse(message, `choose among ${REGIONS.join(", ")}`);
  if (isRegion(meant)) return refuse(message, `did you mean "${meant}"?`);
  const place = AWS_REGIONS.find(({ name }) => name === meant)?.consoleName;
  return refuse(
    `${message}: AWS has ${meant}, ${place}, and orgduty does not plan it`,
    `remove it, or choose among ${REGIONS.join(", ")}`,
  );
});

/** Any region that AWS has in its two partitions: a bucket or a key may be in a region that is not planned. */
export const awsRegion = text("region", (value, refuse) => {
  if (AWS_REGIONS.some(({ name }) => name === value)) return value;
  if (/gov-?cloud|us-gov/i.test(value)) {
    return refuse(`${shown(value)} is a GovCloud region, which orgduty does not support`, "choose another");
  }
  const meant = regionMeant(value);
  const fix = meant === undefined ? "e.g. us-east-1" : `did you mean "${meant}"?`;
  return refuse(`${shown(value)} is not a region of AWS`, fix);
});
