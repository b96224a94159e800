import { changedAttributes } from "../read/read-plan";
import { arrayOf, canonical, objectOf, parsedOf, stringOf } from "../read/json";
import type { Attributes } from "../read/plan-model";
import type { Difference } from "./difference";
import { shownPair } from "./shown-pair";

const RENDERED = "(rendered from plan.tfplan)";

/**
 * Compares plan.json with what Terraform rendered from the plan file beside it. An apply does what the plan file
 * says, so `expected` is what plan.json promises, and `planned` what would happen.
 */
export function renderedDifferences(planJson: Buffer, rendered: string | Error): Difference[] {
  if (rendered instanceof Error) {
    const [, why = rendered.message] = rendered.message.split(/\n(?:[│╷\s]*Error: )?/);
    return [whole("what Terraform renders", why)];
  }
  if (planJson.equals(Buffer.from(rendered))) return [];
  const [told, real] = [changesIn(planJson.toString("utf8")), changesIn(rendered)];
  const found = [...new Set([...told.keys(), ...real.keys()])].flatMap((address) =>
    differencesAt(address, told.get(address), real.get(address)),
  );
  return found.length > 0
    ? found
    : [whole("the bytes that Terraform renders", "others, with the same changes")];
}

function whole(expected: string, planned: string): Difference {
  return { address: "plan.json", attribute: RENDERED, expected, planned };
}

function changesIn(text: string): ReadonlyMap<string, Attributes> {
  const plan = objectOf(parsedOf(text));
  const outputs = Object.entries(objectOf(plan.output_changes)).map(
    ([name, change]) => [`output.${name}`, { change: objectOf(change) }] as const,
  );
  const resources = arrayOf(plan.resource_changes)
    .map(objectOf)
    .map((change) => [stringOf(change.address), change] as const);
  return new Map([...resources, ...outputs]);
}

function differencesAt(address: string, told?: Attributes, real?: Attributes): Difference[] {
  if (canonical(told) === canonical(real)) return [];
  if (!told || !real) {
    const [expected, planned] = [told, real].map((one) => (one ? "planned" : "not planned")) as [
      string,
      string,
    ];
    return [{ address, attribute: RENDERED, expected, planned }];
  }
  const [before, after] = [objectOf(objectOf(told.change).after), objectOf(objectOf(real.change).after)];
  const names = changedAttributes(before, after);
  if (names.length === 0) return [{ address, attribute: RENDERED, ...shownPair(told.change, real.change) }];
  return names.map((name) => ({
    address,
    attribute: `${name} ${RENDERED}`,
    ...shownPair(before[name], after[name], name),
  }));
}
