import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { parseKnownFiles } from "@smithy/core/config";
import { offer } from "../../config/problems/nearest";
import { OperatorError } from "../../config/problems/operator-error";

/** The keys of one profile, as the person's AWS files have it. */
export type Section = Readonly<Record<string, string | undefined>>;

/** A profile on the way to keys. */
export interface Link {
  readonly name: string;
  readonly section: Section;
}

/** A profile's keys from the config and the credentials file. Undefined if neither has it. */
export async function profileSection(name: string): Promise<Section | undefined> {
  return (await sections())[name];
}

/**
 * A profile, then its source_profile, and so on: the last one has the keys, or says how to get them. Undefined if
 * neither file has the profile.
 * @throws OperatorError if a source_profile is missing, or they go round in a circle
 */
export async function linksOf(name: string): Promise<readonly Link[] | undefined> {
  const all = await sections();
  if (!all[name]) return undefined;
  const links: Link[] = [];
  for (let next: string | undefined = name; next !== undefined;) {
    const section: Section = all[next] ?? missing(next, all, links.at(-1)?.name);
    links.push({ name: next, section });
    const source: string | undefined = section.role_arn ? section.source_profile : undefined;
    // A profile may be its own source: it then assumes the role with the keys beside it.
    next = source === next ? undefined : source;
    if (next !== undefined && links.some((link) => link.name === next)) throw circle(links, next);
  }
  return links;
}

/**
 * Like `linksOf`, for a profile that somebody named.
 * @param namedBy what names it, e.g. `AWS_PROFILE`, if the message is to say so
 * @throws OperatorError that lists the profiles there are, if it is missing
 */
export async function namedLinks(name: string, namedBy?: string): Promise<readonly Link[]> {
  return (await linksOf(name)) ?? missing(name, await sections(), undefined, namedBy);
}

async function sections(): Promise<Record<string, Section>> {
  return parseKnownFiles({});
}

const FILES =
  "~/.aws/config or ~/.aws/credentials (or the files that AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE name)";

function missing(name: string, all: Record<string, Section>, source?: string, namedBy?: string): never {
  const there = Object.keys(all);
  const unread = there.length === 0 ? unreadable() : undefined;
  if (unread) throw unread;
  const whose = source === undefined ? namedBy : `source_profile of the profile "${source}"`;
  throw new OperatorError(
    `there is no profile "${name}" in ${FILES}${whose === undefined ? "" : `; ${whose} names it`}`,
    there.length === 0
      ? `this machine has no profile at all: aws configure sso --profile ${name}`
      : `${offer(name, there)}${/^did/.test(offer(name, there)) ? `; there are ${there.join(", ")}` : ""}`,
  );
}

/** The SDK takes a file that it cannot read for one that is not there. */
function unreadable(): OperatorError | undefined {
  const { env } = process;
  const folder = join(env.HOME || homedir(), ".aws");
  const files = [
    env.AWS_CONFIG_FILE || join(folder, "config"),
    env.AWS_SHARED_CREDENTIALS_FILE || join(folder, "credentials"),
  ];
  for (const file of files) {
    try {
      readFileSync(file);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "ENOENT") continue;
      return new OperatorError(
        `${file} cannot be read: ${code}`,
        "it has to be a file that you may read, or let AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE name others",
      );
    }
  }
  return undefined;
}

function circle(links: readonly Link[], again: string): OperatorError {
  const way = [...links.map(({ name }) => name), again].join(" -> ");
  return new OperatorError(
    `the profiles name each other as source_profile: ${way}`,
    "let the last of them hold keys, an SSO session or a credential_source",
  );
}
