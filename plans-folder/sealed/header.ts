import { z } from "zod";
import { OperatorError } from "../../config/problems/operator-error";
import { parsedShard, shardText } from "../shards/shard";
import type { Manifest } from "../manifest";

/** What plans are sealed for: they are opened only for the same. */
export interface SealedFor {
  /** The config's name. */
  readonly name: string;
  /** The git commit that was planned. */
  readonly commit: string;
  /** Its git tree. */
  readonly tree: string;
  /** `3/8`, or `all` for plans that are no shard. */
  readonly shard: string;
}

/** The beginning of a sealed file, in the clear: everything but the plans. */
export interface SealedHeader extends SealedFor {
  /** The KMS key, and the data key under it. Absent if the bucket encrypts. */
  readonly key?: { readonly arn: string; readonly wrapped: string };
}

/** The first line of a sealed file: what it is, and the version of its format. */
const FIRST_LINE = "orgduty-sealed 1\n";
/** A header is shorter than this, so that nothing long is read before it is known what it is. */
export const MOST_HEADER_BYTES = 8192;

const word = (pattern: RegExp) => z.string().regex(pattern);
const header = z.strictObject({
  name: word(/^[A-Za-z][A-Za-z0-9-]{0,63}$/),
  commit: word(/^[0-9a-f]{40,64}$/),
  tree: word(/^[0-9a-f]{40,64}$/),
  shard: z.string().refine((text) => text === "all" || shardNumber(text) === text),
  key: z
    .strictObject({ arn: z.string().max(300), wrapped: word(/^[A-Za-z0-9+/]{1,4096}={0,2}$/) })
    .optional(),
});

/** What the plans of a manifest are sealed for. @throws OperatorError if nothing says which git tree they are of */
export function sealedFor(name: string, { git, shard }: Pick<Manifest, "git" | "shard">): SealedFor {
  if (!git)
    throw new OperatorError(
      "planned in a checkout that git could not read, so nothing says which git tree the plans are of",
      "plan in a clone of your repository, with a commit",
    );
  return { name, commit: git.commit, tree: git.tree, shard: shard ? shardText(shard) : "all" };
}

/** The header's bytes. Every part of the file is bound to them. */
export function headerBytes(value: SealedHeader): Buffer {
  return Buffer.from(`${FIRST_LINE}${JSON.stringify(value)}\n`);
}

/**
 * Reads a header from the first MOST_HEADER_BYTES of a file.
 * @throws OperatorError if they are no header
 */
export function readHeader(
  start: Buffer,
  shown: string,
): { readonly header: SealedHeader; readonly bytes: Buffer } {
  const refuse = (why: string) =>
    new OperatorError(`${shown}: ${why}`, "name a file that ./orgduty seal wrote");
  if (!start.subarray(0, FIRST_LINE.length).equals(Buffer.from(FIRST_LINE)))
    throw refuse("is no sealed plans, or of another orgduty");
  const end = start.indexOf("\n", FIRST_LINE.length);
  if (end === -1) throw refuse("its header does not end: it was cut short or altered");
  const bytes = start.subarray(0, end + 1);
  const read = header.safeParse(parsed(bytes.toString("utf8").slice(FIRST_LINE.length)));
  if (!read.success) throw refuse("its header cannot be read: it was altered, or another orgduty wrote it");
  const { key, ...rest } = read.data;
  return { header: { ...rest, ...(key ? { key } : {}) }, bytes };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function shardNumber(text: string): string | undefined {
  const shard = parsedShard(text);
  return shard && shard.number >= 1 && shard.number <= shard.of ? shardText(shard) : undefined;
}
