import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { CASES, TODAY } from "../__tests__/plan-review/case-world";
import { notesWithoutPlans, NOTHING_PLANNED } from "../__tests__/plan-review/nothing-planned";
import { seededMistakesPage } from "../__tests__/plan-review/seeded-mistakes/table";
import { GENERATED_PAGES } from "./generated/pages";
import { excludeOtherRegions, writeExpected } from "./review-cases/expected";

/** Writes what follows from the tables of regions, plans, rules, commands and relays. Terraform is not asked. */
const ROOT = resolve(__dirname, "..");
for (const name of readdirSync(CASES)) {
  excludeOtherRegions(join(CASES, name));
  console.log(`${name}: ${writeExpected(join(CASES, name), TODAY).verdict.headline}`);
}
writeFileSync(NOTHING_PLANNED, notesWithoutPlans());
writeFileSync(join(ROOT, "docs/seeded-mistakes.md"), seededMistakesPage());
for (const { path, write } of GENERATED_PAGES)
  writeFileSync(join(ROOT, path), write(readFileSync(join(ROOT, path), "utf8")));
