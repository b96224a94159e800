import { partitionOf } from "../../aws/partitions";
import { visible } from "../../drawing/text";
import type { Diagnosis } from "../doctor";
import type { Outcome } from "../line";
import type { Migration } from "../migration";
import { grouped, type Group } from "./groups";
import { headline, verdictOf } from "./verdict";

const HEADINGS: Readonly<Record<Outcome, string>> = {
  blocker: "BLOCKERS: plan or apply fails, or what it makes does not work",
  warning: "WARNINGS",
  unchecked: "NOT CHECKED: AWS refused or failed, and a problem may hide here",
  "out-of-reach": "NOT CHECKED: not possible from here",
  fine: "FINE",
};

/** What a person reads after a doctor: the worst first, one entry for what several regions have in common. */
export function doctorText(diagnosis: Diagnosis): string {
  const groups = grouped(diagnosis.lines);
  const sections = (Object.keys(HEADINGS) as Outcome[]).flatMap((outcome) => {
    const entries = groups.filter((group) => group.outcome === outcome);
    if (entries.length === 0) return [];
    return [[HEADINGS[outcome], ...entries.flatMap((entry) => entryText(entry, diagnosis))].join("\n")];
  });
  const migrations = diagnosis.migrations.map(migrationText);
  return [...sections, ...migrations, headline(verdictOf(diagnosis))].join("\n\n");
}

function entryText(group: Group, { regions }: Diagnosis): string[] {
  const { check, what, evidence, fix, outcome } = group;
  const where = placeText(group, regions.filter((region) => partitionOf(region) === group.partition).length);
  const head = `  ${check}: ${visible(what)}${where === "" ? "" : `  [${where}]`}`;
  if (outcome === "fine") return [`${head}${evidence === "" ? "" : `  ${visible(evidence)}`}`];
  const why = outcome === "blocker" || outcome === "warning" ? "evidence" : "reason";
  return [
    head,
    `      ${why}: ${visible(evidence)}`,
    ...(fix === "" ? [] : [`      fix: ${shownCommand(fix)}`]),
  ];
}

/** A command is read back by a shell, so that only what cannot be seen is changed. */
function shownCommand(fix: string): string {
  return visible(fix, Infinity);
}

function placeText({ account, places, partition }: Group, regions: number): string {
  const isAll = places.length > 3 && places.length === regions;
  const where = places.length === 0 ? [] : [isAll ? `all ${regions} regions` : places.join(", ")];
  return [account ?? (places.length === 0 ? partition : undefined), ...where]
    .filter((part) => part !== undefined)
    .join(", ");
}

function migrationText({ from, to, regions, lost, steps }: Migration): string {
  return [
    `MIGRATION from administrator ${from} to ${to}, in ${regions.join(", ")}`,
    ...lost.map((one) => `  lost: ${one}`),
    ...steps.flatMap(({ what, commands }, index) => [
      `  ${index + 1}. ${what}`,
      ...commands.map((command) => `       ${command}`),
    ]),
  ].join("\n");
}
