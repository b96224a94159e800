import { stackList } from "../../../config/stack-list";
import type { Manifest } from "../../../plans-folder/manifest";
import { judge, type Rule } from "../rule";

/** How far ahead the clock of the planning machine may be: five minutes, the same as AWS allows for requests. */
const AHEAD_MINUTES = 5;

/** orgduty has made no plan before this day. */
const FIRST_DAY = Date.parse("2026-01-01T00:00:00Z");

/** The manifest says what each plan was made from and when, but anyone can edit it. */
export const manifestIsOfTheConfig: Rule = {
  id: "OD-060",
  title: "The manifest names each stack once, as the config has it, and a day that can be",
  severity: "deny",
  fix: "plan again with `./orgduty plan`: a manifest is never written by hand",
  evaluate({ config, plans: { manifest }, now }) {
    const known = stackList(config);
    const subjects = [{ stack: undefined }, ...manifest.stacks.map((stack) => ({ stack }))];
    return judge(
      manifest.stacks.length === 0 ? [] : subjects,
      "nothing is planned",
      ({ stack }) => (stack ? { stack: stack.name } : {}),
      ({ stack }) => (stack ? stackProblems(stack, manifest, known) : timeProblem(manifest.createdAt, now)),
    );
  },
};

function stackProblems(
  { name, kind, partition, region }: Manifest["stacks"][number],
  { stacks }: Manifest,
  known: ReturnType<typeof stackList>,
): string[] {
  const own = known.find((entry) => entry.name === name);
  const said = (entry: { kind: string; partition: string; region: string }) =>
    `${entry.kind} of ${entry.region} in ${entry.partition}`;
  const planned = said({ kind, partition, region });
  return [
    ...(stacks.filter((other) => other.name === name).length > 1 ? ["is in the manifest twice"] : []),
    ...(own && said(own) !== planned
      ? [`is the ${planned} in the manifest, and the ${said(own)} in the config`]
      : []),
  ];
}

function timeProblem(createdAt: string, now: Date): string | undefined {
  const time = Date.parse(createdAt);
  if (time - now.getTime() > AHEAD_MINUTES * 60_000) return `planned at ${createdAt}, which is still to come`;
  return time < FIRST_DAY ? `planned at ${createdAt}, before there was orgduty` : undefined;
}
