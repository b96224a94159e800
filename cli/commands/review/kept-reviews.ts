import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Review } from "../../../plan-review/report/review";
import { sha256 } from "../../../plans-folder/hashing";

/** The folder of kept reviews, beside the plans: a plan replaces its own folder as a whole. */
export function reviewsFolder(plansFolder: string): string {
  return join(dirname(plansFolder), "reviews");
}

/** Keeps a review's JSON under its time and its manifest's hash. The same plans have one kept review, the newest. */
export function keepReview(plansFolder: string, review: Review): void {
  const folder = reviewsFolder(plansFolder);
  mkdirSync(folder, { recursive: true });
  const hash = manifestHash(plansFolder);
  for (const name of namesIn(folder).filter((one) => one.endsWith(`-${hash}.json`)))
    rmSync(join(folder, name));
  const time = review.reviewedAt.replace(/[-:]|\.\d+/g, "");
  writeFileSync(join(folder, `${time}-${hash}.json`), `${JSON.stringify(review, null, 2)}\n`);
}

/** The newest kept review of the same organization that is of other plans; undefined if there is none. */
export function lastReview(plansFolder: string, organization: string): string | undefined {
  const folder = reviewsFolder(plansFolder);
  const hash = manifestHash(plansFolder);
  return namesIn(folder)
    .filter((name) => !name.endsWith(`-${hash}.json`))
    .sort()
    .reverse()
    .map((name) => join(folder, name))
    .find((path) => nameOf(path) === organization);
}

function nameOf(path: string): unknown {
  try {
    return (JSON.parse(readFileSync(path, "utf8")) as { readonly name?: unknown }).name;
  } catch {
    return undefined;
  }
}

function manifestHash(plansFolder: string): string {
  return sha256(readFileSync(join(plansFolder, "manifest.json"))).slice(0, 12);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .map((path) => basename(path))
      .filter((name) => /^\d{8}T\d{6}Z-[0-9a-f]{12}\.json$/.test(name));
  } catch {
    return [];
  }
}
