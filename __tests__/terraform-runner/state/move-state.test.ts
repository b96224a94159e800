import { moveState } from "../../../terraform/state/move-state";
import { contentOf, type StateContent } from "../../../terraform/state/state-at";
import { isSamePlace } from "../../../terraform/state/state-places";

const content = (serial: number, more: object = {}): StateContent =>
  contentOf(JSON.stringify({ lineage: "lineage-a", serial, resources: [{ mode: "managed" }], ...more }));

/** A place in memory. */
function place(first?: StateContent, arrivesAs = (sent: StateContent, _force?: boolean) => sent) {
  let held = first;
  return {
    read: async () => held,
    write: async (sent: StateContent, force?: boolean) => void (held = arrivesAs(sent, force)),
  };
}

describe("moveState", () => {
  it("copies to an empty place and leaves the source", async () => {
    const [source, target] = [place(content(4)), place()];
    expect(await moveState({ source, target })).toBe("copied");
    expect([await source.read(), await target.read()]).toEqual([content(4), content(4)]);
  });

  it("gives a state its own lineage and serial back, which Terraform changes when it creates one", async () => {
    const asCreated = (sent: StateContent, force?: boolean) =>
      force ? content(sent.serial + 1) : content(1, { lineage: "made-by-terraform" });
    const target = place(undefined, asCreated);
    expect(await moveState({ source: place(content(4)), target })).toBe("copied");
    expect(await target.read()).toEqual(content(5));
    const cutOff = place(content(1, { lineage: "made-by-terraform" }), asCreated);
    expect(await moveState({ source: place(content(4)), target: cutOff })).toBe("copied");
    expect(await cutOff.read()).toEqual(content(5));
  });

  it.each([
    ["same", content(4), content(4)],
    ["same", content(4), content(5)],
    ["ahead", content(4), content(6, { outputs: { x: 1 } })],
    ["copied", content(4), content(3)],
    ["no state", undefined, undefined],
    ["same", undefined, content(4)],
    ["same", content(5, { resources: [] }), content(4)],
    ["same", content(1, { resources: [] }), content(2, { resources: [], lineage: "lineage-b" })],
  ])("finds what an earlier run did: %s", async (outcome, from, there) => {
    expect(await moveState({ source: place(from), target: place(there) })).toBe(outcome);
  });

  it.each([
    ["another lineage", content(9, { lineage: "lineage-b" }), /the target holds another state/],
    ["the same serial with other content", content(4, { x: 1 }), /both places hold serial 4/],
  ])("rejects %s and writes nothing", async (_, there, message) => {
    const target = place(there);
    await expect(moveState({ source: place(content(4)), target })).rejects.toThrow(message);
    expect(await target.read()).toEqual(there);
  });

  it("rejects a copy that is not what was sent", async () => {
    const target = place(undefined, () => content(4, { x: 1 }));
    await expect(moveState({ source: place(content(4)), target })).rejects.toThrow(/not what was sent/);
  });

  it("rejects a source that changed while it was copied", async () => {
    const reads = [content(4), content(5)];
    const source = { read: async () => reads.shift() };
    await expect(moveState({ source, target: place() })).rejects.toThrow(/was changed while it was copied/);
  });
});

describe("isSamePlace", () => {
  const s3 = (more: object) => ({ s3: { bucket: "b", region: "eu-west-1", ...more } });

  it("tells files, buckets and keys apart, and no way to reach them", () => {
    expect(isSamePlace("local", "local")).toBe(true);
    expect(isSamePlace("local", s3({}))).toBe(false);
    expect(isSamePlace(s3({}), s3({ keyPrefix: "k" }))).toBe(false);
    expect(isSamePlace(s3({}), s3({ bucket: "c" }))).toBe(false);
    expect(isSamePlace(s3({}), s3({ profile: "p" }))).toBe(true);
  });
});
