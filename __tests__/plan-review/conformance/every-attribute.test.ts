import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "../../support/fast-check";
import { conformed } from "./examples";
import { changeAt, placesIn } from "./every-attribute";

const places = (["acme", "hub"] as const).flatMap((example) =>
  placesIn(example).map((place) => ({ example, place })),
);

describe("Any attribute of any resource", () => {
  it("is named if it is changed or taken away, and nothing else is", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.constantFrom("change" as const, "remove" as const),
        ({ example, place }, how) => {
          const { configuration } = conformed({
            example,
            stack: place.stack,
            edit: (stack) => changeAt(stack, place, how),
          });
          expect(new Set(configuration.map(({ address }) => address))).toEqual(new Set([place.address]));
          const [first] = place.keys;
          expect(configuration.every(({ attribute }) => attribute.startsWith(String(first)))).toBe(true);
          expect(
            configuration.every(
              ({ expected, planned }) => expected !== planned || expected === '"(sensitive value)"',
            ),
          ).toBe(true);
        },
      ),
      { numRuns: 100 },
    );
  });

  it("is named if it is new", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.stringMatching(/^[a-z_]{1,12}x9$/),
        ({ example, place }, attribute) => {
          const edit = ({
            resource,
          }: {
            resource: Record<string, Record<string, Record<string, unknown>>>;
          }) => void (resource[place.type]![place.name]![attribute] = true);
          const { configuration } = conformed({ example, stack: place.stack, edit });
          expect(configuration).toEqual([
            { address: place.address, attribute, expected: "not there", planned: expect.any(String) },
          ]);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("is counted in docs/reviewing-a-plan.md", () => {
    const page = readFileSync(resolve(__dirname, "../../../docs/reviewing-a-plan.md"), "utf8");
    expect(page).toContain(`${2 * places.length} edits of ${places.length} attributes`);
  });
});
