import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  BUNDLES_FILE,
  SIGNATURES_FILE,
  STATEMENT_FILE,
} from "../../../plan-review/report/signatures/signature-files";
import { sha256 } from "../../../plans-folder/hashing";

/**
 * What is kept of a review: what the next one is compared with, the page that was read, and what was signed. The other files follow
 * from review.json.
 */
const KEPT = [
  ["json", "review.json"],
  ["html", "review.html"],
  ["intoto.json", STATEMENT_FILE],
] as const;

/** The folder of kept reviews, beside the plans: a plan replaces its own folder as a whole. */
export function reviewsFolder(plansFolder: string): string {
  return join(dirname(plansFolder), "reviews");
}

/**
 * Keeps the review that is in the plans folder, under its time and its manifest's hash. Of the same plans only the newest is kept, and
 * those that were signed and applied.
 */
export function keepReview(plansFolder: string, reviewedAt: string): void {
  const folder = reviewsFolder(plansFolder);
  mkdirSync(folder, { recursive: true });
  const hash = manifestHash(plansFolder);
  for (const name of reviewsOf(folder, hash)) {
    if (SIGNED.some(([ending]) => existsSync(join(folder, `${name}.${ending}`)))) continue;
    for (const [ending] of KEPT) rmSync(join(folder, `${name}.${ending}`), { force: true });
  }
  const time = reviewedAt.replace(/[-:]|\.\d+/g, "");
  for (const [ending, file] of KEPT)
    copyFileSync(join(plansFolder, file), join(folder, `${time}-${hash}.${ending}`));
}

/** Signatures, by keys and without. */
const SIGNED = [
  ["intoto.json.sig", SIGNATURES_FILE],
  ["intoto.json.sigstore.json", BUNDLES_FILE],
] as const;

/** Keeps the signatures that plans are applied with, beside the review that they sign. */
export function keepSignatures(plansFolder: string): void {
  const statement = join(plansFolder, STATEMENT_FILE);
  const there = SIGNED.filter(([, file]) => existsSync(join(plansFolder, file)));
  if (there.length === 0 || !existsSync(statement)) return;
  const folder = reviewsFolder(plansFolder);
  const signed = sha256(readFileSync(statement));
  for (const name of reviewsOf(folder, manifestHash(plansFolder))) {
    const kept = join(folder, `${name}.intoto.json`);
    if (!existsSync(kept) || sha256(readFileSync(kept)) !== signed) continue;
    for (const [ending, file] of there)
      copyFileSync(join(plansFolder, file), join(folder, `${name}.${ending}`));
  }
}

/** The newest kept review of the same organization that is of other plans; undefined if there is none. */
export function lastReview(plansFolder: string, organization: string): string | undefined {
  const folder = reviewsFolder(plansFolder);
  const own = reviewsOf(folder, manifestHash(plansFolder));
  return reviewsOf(folder)
    .filter((name) => !own.includes(name))
    .sort()
    .reverse()
    .map((name) => join(folder, `${name}.json`))
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

/** Kept reviews as TIME-HASH, of some plans or of all. */
function reviewsOf(folder: string, hash = "[0-9a-f]{12}"): string[] {
  const pattern = new RegExp(`^(\\d{8}T\\d{6}Z-${hash})\\.json$`);
  try {
    return readdirSync(folder).flatMap((name) => pattern.exec(name)?.[1] ?? []);
  } catch {
    return [];
  }
}
