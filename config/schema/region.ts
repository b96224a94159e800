import { spelledRegion } from "../../aws/region-names";
import { AWS_REGIONS, FOREIGN_REGIONS } from "../../aws/regions";
import { nearest, offer } from "../problems/nearest";
import { shown } from "../problems/shown";
import { REGIONS, isRegion, type Region } from "../regions";
import { text } from "./text";

/** The 15 supported regions come first: if two names are equally near, the one that can be planned is suggested. */
const NAMES = [...new Set([...REGIONS, ...AWS_REGIONS.map(({ name }) => name)])];

/**
 * The name of the region that a text means, whether or not orgduty plans it: an exact, usual or nearly right spelling.
 */
export function regionMeant(value: string): string | undefined {
  if (foreignRegion(value) !== undefined) return undefined;
  return NAMES.includes(value) ? value : (spelledRegion(value)?.name ?? nearest(value.trim(), NAMES));
}

/** The region of a partition that orgduty does not work in, if a text means one. */
function foreignRegion(value: string): string | undefined {
  const exact = FOREIGN_REGIONS.find(({ name }) => name === value.trim().toLowerCase());
  if (exact) return exact.consoleName;
  return /gov-?cloud|us-gov/i.test(value) ? "AWS GovCloud" : undefined;
}

function whyForeign(value: string, foreign: string): string {
  return `${shown(value)} is ${foreign}, a partition that orgduty does not support`;
}

/** What is known of a name that is none of the 15, and what to do. */
function unplanned(value: string, choices: readonly string[]): string | undefined {
  const meant = regionMeant(value);
  const place = AWS_REGIONS.find(({ name }) => name === meant);
  if (meant === undefined || place === undefined || isRegion(meant)) return undefined;
  return `AWS has ${meant}, ${place.consoleName}, and orgduty does not plan it: choose among ${choices.join(", ")}`;
}

/**
 * A fix for a name that is none of the regions or stacks of a config. A region that AWS has is not taken for a misspelled one:
 * eu-north-1 is not cn-north-1.
 */
export function offerRegion(value: string, choices: readonly string[]): string {
  const meant = regionMeant(value);
  if (meant !== undefined && choices.includes(meant)) return `did you mean "${meant}"?`;
  const foreign = foreignRegion(value);
  if (foreign !== undefined) return `${whyForeign(value, foreign)}; choose among ${choices.join(", ")}`;
  if (meant === value && isRegion(value))
    return `add it to regions in the config, or choose among ${choices.join(", ")}`;
  return unplanned(value, choices) ?? offer(value, choices);
}

/** One of the 15 regions. */
export const region = text("region", (value, refuse): Region => {
  if (isRegion(value)) return value;
  const foreign = foreignRegion(value);
  if (foreign !== undefined) return refuse(whyForeign(value, foreign), "remove it");
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
  const foreign = foreignRegion(value);
  if (foreign !== undefined) return refuse(whyForeign(value, foreign), "choose another");
  const meant = regionMeant(value);
  const fix = meant === undefined ? "e.g. us-east-1" : `did you mean "${meant}"?`;
  return refuse(`${shown(value)} is not a region of AWS`, fix);
});
