import type { Baseline } from "./baseline";
import type { Comparison, Difference, Review } from "../review";
import { changeFacts, factsOf, type Fact } from "./review-facts";
import { visibleDeep } from "../../../drawing/text";

/** The most places that a difference names; `places` in the JSON has all of them. */
const MOST_PLACES = 5;

/** The differences from an earlier review, which a reader of both would otherwise have to find by eye. */
export function compare(before: Baseline, now: Review): Comparison {
  return visibleDeep<Comparison>({
    reviewedAt: before.reviewedAt,
    differences: [
      ...differences(comparedChanges(before, now), changeFacts(now)),
      ...differences(factsOf(before), factsOf(now)),
    ],
  });
}

/**
 * If the plans are for a first apply, they name every resource that there will be, so a resource that is gone is
 * reported. Otherwise, a change that is no longer planned has been applied.
 */
function comparedChanges(before: Baseline, now: Review): Fact[] {
  const facts = changeFacts(before);
  if (before.provenance.mode === "offline" && now.provenance.mode === "offline") return facts;
  const planned = new Set(changeFacts(now).map(identity));
  return facts.filter((fact) => planned.has(identity(fact)));
}

function identity({ subject, key }: Fact): string {
  return `${subject}\n${key}`;
}

/** The differences. Those that are alike at several places are listed once. */
function differences(before: readonly Fact[], now: readonly Fact[]): Difference[] {
  const [was, is] = [byIdentity(before), byIdentity(now)];
  const alike = new Map<string, { subject: string; places: string[]; was: string; is: string }>();
  for (const id of new Set([...is.keys(), ...was.keys()])) {
    const [old, current] = [was.get(id), is.get(id)];
    const { subject, key, place = key, detail = false } = (current ?? old)!;
    if (old?.value === current?.value || (detail && !(old && current))) continue;
    const values = { was: old?.value ?? "not there", is: current?.value ?? "not there" };
    const group = JSON.stringify([subject, values]);
    const known = alike.get(group) ?? { subject, places: [], ...values };
    known.places.push(place);
    alike.set(group, known);
  }
  return [...alike.values()].map(({ subject, places, was, is }) => ({
    what: `${subject} ${named(places)}`.trim(),
    was,
    is,
    ...(places.length > MOST_PLACES && { places }),
  }));
}

function byIdentity(facts: readonly Fact[]): ReadonlyMap<string, Fact> {
  return new Map(facts.map((fact) => [identity(fact), fact]));
}

function named(places: readonly string[]): string {
  const more = places.length - MOST_PLACES;
  return `${places.slice(0, MOST_PLACES).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
