import { whereabouts, type AtPlace } from "../../../terraform/state/whereabouts";

const [OURS, OTHER, EMPTY]: AtPlace[] = [
  { lineage: "a", resources: 21 },
  { lineage: "b", resources: 2 },
  { lineage: "a", resources: 0 },
];

describe("whereabouts", () => {
  it.each<[string, AtPlace, AtPlace]>([
    ["as the config says", OURS, OURS],
    ["as the config says", EMPTY, OTHER],
    ["as the config says", undefined, OURS],
    ["as the config says", "unreadable", OURS],
    ["both", OTHER, OURS],
    ["as last seen", OURS, EMPTY],
    ["as last seen", OURS, undefined],
    ["as last seen", OURS, "unreadable"],
    ["as last seen", "unreadable", undefined],
    ["nowhere", EMPTY, undefined],
    ["nowhere", undefined, "unreadable"],
  ])("is %s with %j last seen and %j as the config says", (expected, lastSeen, wanted) => {
    expect(whereabouts(lastSeen, wanted)).toBe(expected);
  });
});
