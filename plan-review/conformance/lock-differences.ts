import type { Difference } from "./difference";

interface LockedProvider {
  readonly version: string;
  readonly hashes: readonly string[];
}

/**
 * Finds the differences between a plan's lock file and the project's. They matter because the provider that runs
 * decides what everything in the plan does. Terraform rewrites the lock file, so it is not compared byte for byte.
 */
export function lockDifferences(expected: string | undefined, planned: string): Difference[] {
  const address = ".terraform.lock.hcl";
  if (expected === undefined)
    return [
      { address, attribute: "", expected: "a lock file beside the config, committed", planned: "none" },
    ];
  const [own, theirs] = [providersIn(expected), providersIn(planned)];
  return [...new Set([...own.keys(), ...theirs.keys()])].flatMap((source) => {
    const [was, is] = [own.get(source), theirs.get(source)];
    const texts = [textOf(was), textOf(is)] as const;
    if (texts[0] === texts[1]) return [];
    return [
      { address, attribute: `provider ${source}`, expected: briefly(was, is), planned: briefly(is, was) },
    ];
  });
}

function providersIn(text: string): ReadonlyMap<string, LockedProvider> {
  const blocks = [...text.matchAll(/provider\s+"([^"]+)"\s*\{([^}]*)\}/g)];
  return new Map(
    blocks.map(([, source = "", body = ""]) => [
      source,
      {
        version: /\bversion\s*=\s*"([^"]*)"/.exec(body)?.[1] ?? "none",
        hashes: [...body.matchAll(/"((?:h1|zh):[^"]+)"/g)].map(([, hash = ""]) => hash).sort(),
      },
    ]),
  );
}

function textOf(provider: LockedProvider | undefined): string {
  return provider ? `${provider.version} ${provider.hashes.join()}` : "";
}

/** The version, and the first checksum that the other provider lacks. */
function briefly(provider: LockedProvider | undefined, other: LockedProvider | undefined): string {
  if (!provider) return "not there";
  const odd = provider.hashes.filter((hash) => !other?.hashes.includes(hash));
  const more = odd.length > 1 ? ` and ${odd.length - 1} more` : "";
  return odd.length === 0
    ? `${provider.version}, ${provider.hashes.length} checksums`
    : `${provider.version}, with ${odd[0]}${more}`;
}
