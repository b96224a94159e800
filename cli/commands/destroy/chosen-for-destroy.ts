import type { OrgdutyConfig } from "../../../config/config";
import { offerRegion } from "../../../config/schema/region";
import {
  everyStackName,
  stackList,
  stackNamed,
  withRegions,
  type StackEntry,
} from "../../../config/stack-list";
import { CommandError } from "../../terminal/io";

/** What a destroy takes down, and the config that has those stacks. */
export interface ChosenForDestroy {
  readonly stacks: readonly StackEntry[];
  readonly config: OrgdutyConfig;
  /** Chosen regions that have left the config. */
  readonly alsoRegions: readonly string[];
}

/**
 * Every stack, or only those of the named regions. The foundation is included only if no region is named. `--stack`
 * names a region that has left the config as well.
 * @throws CommandError for a name that is no region of the config, or could never have been one
 */
export function chosenForDestroy(
  config: OrgdutyConfig,
  { region = [], stack = [] }: { readonly region?: readonly string[]; readonly stack?: readonly string[] },
): ChosenForDestroy {
  if (region.length + stack.length === 0) return { stacks: stackList(config), config, alsoRegions: [] };
  const known = stackList(config).flatMap(({ kind, name }) => (kind === "region" ? [name] : []));
  const unknown = region.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new CommandError(`--region: the config has no region "${unknown}"`, offerRegion(unknown, known));
  for (const name of stack) refuseStack(config, name, known);
  const chosen = new Set([...region, ...stack]);
  const alsoRegions = stack.filter((name) => !known.includes(name));
  const extended = withRegions(config, alsoRegions);
  return {
    stacks: stackList(extended).filter(({ name }) => chosen.has(name)),
    config: extended,
    alsoRegions,
  };
}

function refuseStack(config: OrgdutyConfig, name: string, known: readonly string[]): void {
  const entry = stackNamed(config, name);
  if (entry?.kind === "region") return;
  if (entry)
    throw new CommandError(
      `--stack: ${name} is not destroyed before its regions`,
      "name regions, or leave --stack out to destroy all of it",
    );
  if (everyStackName(config).includes(name))
    throw new CommandError(
      `--stack: ${name} has the roles that destroy works as`,
      "destroy everything else first, and then ./orgduty destroy --bootstrap (docs/bootstrap.md)",
    );
  throw new CommandError(
    `--stack: "${name}" is no region of an organization in the config`,
    `${offerRegion(name, known)}; if its organization has left the config, name the config as it was: --config BEFORE.yaml`,
  );
}
