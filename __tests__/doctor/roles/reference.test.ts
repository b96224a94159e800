import { ACTIONS } from "../../../doctor/needed/actions";
import { OWN_CALLS } from "../../../doctor/needed/own-calls";
import { hasForm, isKnownKey, referenceAction } from "../../support/iam-data";
import { WITHOUT_RESOURCE } from "../../../aws/policy/without-resource";
import { actionsOf, FLEETS, printed } from "./printed";

const known = [
  ...Object.values(ACTIONS).flatMap(({ reads, writes, changes = [], beside = [] }) => [
    ...[...reads, ...writes],
    ...[...changes, ...beside],
  ]),
  ...OWN_CALLS.flatMap(({ actions }) => actions),
];

describe("Actions and resources, against AWS's service authorization reference", () => {
  it("are actions that AWS has", async () => {
    const all = [...new Set([...known, ...WITHOUT_RESOURCE])];
    const missing = await Promise.all(
      all.map(async (one) => ((await referenceAction(one)) === undefined ? one : [])),
    );
    expect(missing.flat()).toEqual([]);
  });

  it("are without a resource if AWS has no type of resource for them, and only then", async () => {
    const all = [...new Set([...known, ...WITHOUT_RESOURCE])];
    const bare = await Promise.all(
      all.map(async (one) => ((await referenceAction(one))?.arns.length === 0 ? one : [])),
    );
    expect(all.filter((one) => WITHOUT_RESOURCE.has(one)).sort()).toEqual(bare.flat().sort());
  });

  it.each(FLEETS)("are printed with resources and conditions that AWS knows: %s", async (_, fleet) => {
    const statements = printed(fleet).flatMap(({ document }) => document.Statement);
    const wrong: string[] = [];
    for (const { Action, Resource, Condition = {} } of statements)
      for (const action of Action) {
        const reference = (await referenceAction(action))!;
        const { arns } = reference;
        for (const resource of Resource)
          if (arns.length === 0 ? resource !== "*" : !arns.some((form) => hasForm(resource, form)))
            wrong.push(`${action} on ${resource}`);
        for (const key of Object.values(Condition).flatMap((one) => Object.keys(one)))
          if (!key.startsWith("aws:") && !isKnownKey(key, reference)) wrong.push(`${action} if ${key}`);
      }
    expect(wrong).toEqual([]);
    expect(actionsOf(printed(fleet)).length).toBeGreaterThan(80);
  });
});
