import { z } from "zod";
import {
  FINDING_FAMILIES,
  FINDING_TYPE_NAMES,
  FINDING_TYPES_SOURCE,
  resourceOf,
} from "../../aws/finding-types/finding-types";
import { RETIRED_TYPES } from "../../aws/finding-types/retired";
import { nearest } from "../problems/nearest";
import { shown } from "../problems/shown";
import { section } from "./section";
import { says, text, type Refuse } from "./text";

const SEVERITIES: Readonly<Record<string, number>> = { low: 1, medium: 4, high: 7, critical: 9 };
const PURPOSES = [...new Set(FINDING_TYPE_NAMES.map((name) => name.slice(0, name.indexOf(":") + 1)))];

/** Whether an entry matches any type that GuardDuty makes, i.e. is the beginning of one. */
export function picksAType(entry: string): boolean {
  return FINDING_TYPE_NAMES.some((name) => name.startsWith(entry));
}

/** The beginning of a finding type. Any other entry would match nothing, without any error. */
const listed = text("finding type", (value, refuse) => {
  const entry = value.trim();
  if (entry === value && entry !== "" && picksAType(entry)) return value;
  return refuseSeverity(entry, refuse) ?? refuseSpelling(value, entry, refuse);
});

function refuseSeverity(entry: string, refuse: Refuse): undefined {
  const number = /^\d+(\.\d+)?$/.test(entry) ? Number(entry) : SEVERITIES[entry.toLowerCase()];
  if (number === undefined) return undefined;
  return refuse(
    `${shown(entry)} is a severity, and this is a list of finding types`,
    `write minimumSeverity: ${number}, and remove it here, or findingTypes if it holds nothing else`,
  );
}

function refuseSpelling(value: string, entry: string, refuse: Refuse): never {
  if (/^[*%.^$]*$|^(all|any|every)$/i.test(entry)) {
    return refuse(`${shown(value)} begins no finding type`, "for every type, leave findingTypes out");
  }
  const retired = Object.keys(RETIRED_TYPES).find((name) => name.startsWith(entry));
  if (retired) {
    const successor = RETIRED_TYPES[retired];
    const fix = successor ? `write "${successor}", which took its place` : "remove it";
    return refuse(`${shown(value)} is retired: GuardDuty no longer makes such findings`, fix);
  }
  const bare = entry.replace(/^\^|\$$|[.]?[*%].*$/g, "");
  const isPattern = bare !== entry;
  const meant = meantBy(isPattern ? bare : entry);
  const message = isPattern
    ? `${shown(value)} is a pattern, and an entry is the plain beginning of a type`
    : `${shown(value)} begins no finding type`;
  return refuse(
    message,
    meant.length > 0 ? `write ${meant.map((name) => `"${name}"`).join(", ")}` : OTHERWISE,
  );
}

const OTHERWISE = `take one from ${FINDING_TYPES_SOURCE.url}; a type newer than ${FINDING_TYPES_SOURCE.readOn} is written {unlisted: TYPE}`;

/** What a person most likely meant: the same in another case, a resource alone, or a misspelled word. */
function meantBy(entry: string): string[] {
  if (entry === "") return [];
  const lower = entry.toLowerCase();
  const same = FINDING_TYPE_NAMES.find((name) => name.toLowerCase().startsWith(lower));
  if (same) return [same.slice(0, entry.length)];
  const spaceless = entry.replace(/\s+/g, "");
  if (spaceless !== entry && picksAType(spaceless)) return [spaceless];
  const resource = lower.replace(/[^a-z0-9]/g, "");
  const ofResource = FINDING_FAMILIES.filter((family) => resourceOf(family).toLowerCase() === resource);
  if (ofResource.length > 0) return ofResource;
  const best = nearest(entry, entry.includes("/") ? [...FINDING_TYPE_NAMES, ...FINDING_FAMILIES] : PURPOSES);
  return best === undefined ? misspelledPart(entry) : [best];
}

/** For an entry with one part right: `Recon:EC3/Portscan`, or a family with an unknown ending. */
function misspelledPart(entry: string): string[] {
  const family = nearest(entry.slice(0, entry.indexOf("/") + 1) || entry, FINDING_FAMILIES);
  return family === undefined ? [] : [family];
}

const unlisted = section({
  unlisted: text("finding type", (value, refuse) => {
    if (!/^[A-Z][A-Za-z]{2,40}:[A-Za-z0-9]{2,40}\/[\w.!&]{0,100}$/.test(value)) {
      return refuse(
        `${shown(value)} has not the form of a finding type`,
        "e.g. Purpose:Resource/Family.Variant",
      );
    }
    return picksAType(value)
      ? refuse(`${shown(value)} is a type that orgduty knows`, `write it plainly: ${value}`)
      : value;
  }),
});

/** An entry of `findingTypes`: the beginning of a known type, or `{unlisted: TYPE}` for a type that AWS added later. */
export const findingType = z.preprocess(
  (input, context) => {
    const purpose = purposeOfMap(input);
    if (purpose === undefined) return input;
    const message = "a space after the colon makes a map of it";
    const fix = `write it without the space, in quotes, e.g. "${FINDING_FAMILIES.find((name) => name.startsWith(purpose))}"`;
    context.issues.push({ code: "custom", message: says(message, fix), input });
    return input;
  },
  z.union([listed, unlisted.transform((entry) => entry.unlisted)], {
    error: ({ input }) => says(`finding type must be a string, got ${shown(input)}`, "e.g. Recon:EC2/"),
  }),
);

/** `Recon:` of `{Recon: EC2/}`. */
function purposeOfMap(input: unknown): string | undefined {
  const [key, ...others] = typeof input === "object" && input !== null ? Object.keys(input) : [];
  return key !== undefined && others.length === 0
    ? PURPOSES.find((purpose) => purpose === `${key}:`)
    : undefined;
}
