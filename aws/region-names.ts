import { AWS_REGIONS, type AwsRegion } from "./regions";

/** How forms and guides spell the first part of a region: "Asia Pacific Northeast-1". */
const AREAS: Readonly<Record<string, readonly string[]>> = {
  af: ["africa"],
  ap: ["asia pacific", "asia"],
  ca: ["canada"],
  cn: ["china"],
  eu: ["europe", "eu"],
  il: ["israel"],
  me: ["middle east"],
  mx: ["mexico"],
  sa: ["south america"],
  us: ["us", "usa", "united states"],
};

/** Places that the console's names abbreviate, and the former name of a city. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  "us-east-1": ["Virginia", "Northern Virginia", "North Virginia"],
  "us-west-1": ["California", "Northern California", "North California"],
  "ap-south-1": ["Bombay"],
};

/** Names that two regions share once their area is left out. */
const AMBIGUOUS = ["central"];

const BY_SPELLING: ReadonlyMap<string, AwsRegion> = new Map(
  AWS_REGIONS.flatMap((region) => spellings(region).map((spelling) => [bare(spelling), region] as const)),
);

/** The region of AWS that a text spells in any way that people have: Tokyo, us-east1, "Asia Pacific Northeast-1", us-east-1a. */
export function spelledRegion(text: string): AwsRegion | undefined {
  return BY_SPELLING.get(bare(text)) ?? BY_SPELLING.get(bare(text.trim().replace(/(\d)[a-f]$/i, "$1")));
}

function spellings({ name, consoleName }: AwsRegion): string[] {
  const [area = "", ...rest] = name.split("-");
  const place = /\((.*)\)/.exec(consoleName)?.[1] ?? "";
  const places = [place, ...(PLACES[name] ?? [])].filter((one) => !AMBIGUOUS.includes(one.toLowerCase()));
  const areas = (AREAS[area] ?? []).flatMap((long) => [
    `${long} ${rest.join(" ")}`,
    `${long} ${place}`,
    ...places.map((one) => `${long} ${one}`),
  ]);
  return [name, consoleName, ...places, ...areas];
}

/** Letters and digits alone, without accents: São Paulo is Sao Paulo. */
function bare(text: string): string {
  return text
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
}
