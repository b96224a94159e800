import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { jsonDifferences } from "../plan-review/conformance/difference";
import { changeAt, placesIn, type Place } from "../__tests__/plan-review/conformance/every-attribute";
import { expectedOf, type Example, type Stack } from "../__tests__/plan-review/conformance/examples";

/** Changes, and takes away, each attribute of each resource of both examples, and writes into docs how many the comparison named. */
function main(): void {
  const [places, named] = (["acme", "hub"] as const)
    .map((example) => scoreOf(example))
    .reduce(([a, b], [c, d]) => [a + c, b + d]);
  const page = resolve(__dirname, "../docs/reviewing-a-plan.md");
  const line = `${2 * places} edits of ${places} attributes, one at a time: ${named} named`;
  const text = readFileSync(page, "utf8").replace(
    /\d+ edits of \d+ attributes, one at a time: \d+ named/,
    line,
  );
  writeFileSync(page, text);
  console.log(line);
}

function scoreOf(example: Example): [places: number, named: number] {
  const byResource = new Map<string, Place[]>();
  for (const place of placesIn(example)) {
    const key = `${place.stack} ${place.address}`;
    byResource.set(key, [...(byResource.get(key) ?? []), place]);
  }
  const all = [...byResource.values()];
  const named = all.flatMap((places) => places.map((place) => namedEdits(example, place)));
  return [all.flat().length, named.reduce((a, b) => a + b, 0)];
}

/** Only the resource itself is compared: what it stands in is the same. */
function namedEdits(example: Example, place: Place): number {
  const whole = JSON.parse(expectedOf(example).stacks.get(place.stack)!.configuration.toString()) as Stack;
  const own = { resource: { [place.type]: { [place.name]: whole.resource[place.type]![place.name]! } } };
  const count = (how: "change" | "remove") => {
    const edited = structuredClone(own) as unknown as Stack;
    changeAt(edited, place, how);
    return jsonDifferences(own, edited).some(({ address }) => address === place.address) ? 1 : 0;
  };
  return count("change") + count("remove");
}

main();
