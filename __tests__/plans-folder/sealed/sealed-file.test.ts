import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FRAME_BYTES, TAG_BYTES } from "../../../plans-folder/sealed/frames";
import type { SealedHeader } from "../../../plans-folder/sealed/header";
import { SealedFile } from "../../../plans-folder/sealed/sealed-file";
import { unpack } from "../../../plans-folder/sealed/unpack";
import { writeSealed } from "../../../plans-folder/sealed/write-sealed";
import { bytesOf } from "../../support/shard-set";
import { temporaryFolder } from "../../terraform-runner/support/temporary-folder";

const header: SealedHeader = {
  ...{ name: "acme", commit: "c".repeat(40), tree: "a".repeat(40), shard: "3/8" },
  key: { arn: "arn:aws:kms:us-east-1:111111111111:key/x", wrapped: "AAAA" },
};
const key = randomBytes(32);
const FRAME = FRAME_BYTES + TAG_BYTES;

describe("A sealed file", () => {
  const folder = temporaryFolder();
  const at = (name: string) => join(folder(), name);
  /** Two frames and a bit. */
  const large = randomBytes(2 * FRAME_BYTES + 1000);
  beforeEach(() => {
    mkdirSync(at("plans/us-east-1"), { recursive: true });
    writeFileSync(at("plans/us-east-1/plan.tfplan"), large);
    writeFileSync(at("plans/empty"), "");
    writeFileSync(at("plans/manifest.json"), '{"is": "here"}');
  });

  function sealed(changed: Partial<Parameters<typeof writeSealed>[0]> = {}): Buffer {
    writeSealed({ folder: at("plans"), shown: "plans", file: at("sealed"), header, key, ...changed });
    return readFileSync(at("sealed"));
  }
  function open(bytes: Buffer, withKey: Buffer | undefined = key): void {
    writeFileSync(at("other"), bytes);
    const file = new SealedFile(at("other"), "other");
    mkdirSync(at("opened"), { recursive: true });
    try {
      unpack(file.pieces(withKey), at("opened"), "other");
    } finally {
      file.close();
    }
  }

  it("holds the same files, for their owner alone", () => {
    open(sealed());
    expect(bytesOf(at("opened"))).toEqual(bytesOf(at("plans")));
    expect(statSync(at("sealed")).mode & 0o777).toBe(0o600);
    for (const file of ["us-east-1/plan.tfplan", "manifest.json"])
      expect(statSync(at(`opened/${file}`)).mode & 0o777).toBe(0o600);
    expect(statSync(at("opened/us-east-1")).mode & 0o777).toBe(0o700);
  });

  it("says in the clear what it is for, and nothing else", () => {
    const bytes = sealed();
    expect(bytes.toString("latin1").split("\n")[1]).toBe(JSON.stringify(header));
    expect(bytes.includes("manifest.json")).toBe(false);
    expect(bytes.includes('is": "here')).toBe(false);
    expect(bytes.includes(large.subarray(100, 120))).toBe(false);
  });

  it("is never the same twice under other keys, and never has a frame like another", () => {
    writeFileSync(at("plans/us-east-1/plan.tfplan"), Buffer.alloc(3 * FRAME_BYTES));
    const bytes = sealed();
    const start = bytes.indexOf("\n", bytes.indexOf("\n") + 1) + 1;
    expect(bytes.subarray(start + FRAME, start + FRAME + 100)).not.toEqual(
      bytes.subarray(start + 2 * FRAME, start + 2 * FRAME + 100),
    );
  });

  const start = (bytes: Buffer) => bytes.indexOf("\n", bytes.indexOf("\n") + 1) + 1;
  const frames = (bytes: Buffer) => {
    const body = bytes.subarray(start(bytes));
    return [0, 1, 2].map((number) => body.subarray(number * FRAME, (number + 1) * FRAME));
  };
  const joined = (bytes: Buffer, ...numbers: number[]) =>
    Buffer.concat([bytes.subarray(0, start(bytes)), ...numbers.map((number) => frames(bytes)[number]!)]);
  const flipped = (bytes: Buffer, place: number) => {
    const copy = Buffer.from(bytes);
    copy[place < 0 ? copy.length + place : place]! ^= 1;
    return copy;
  };

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ["the last frame is missing", (bytes) => joined(bytes, 0, 1)],
    ["all frames are missing", (bytes) => joined(bytes)],
    ["it is a byte short", (bytes) => bytes.subarray(0, -1)],
    ["a frame is left out", (bytes) => joined(bytes, 0, 2)],
    ["frames are swapped", (bytes) => joined(bytes, 1, 0, 2)],
    ["a frame is there twice", (bytes) => joined(bytes, 0, 0, 1, 2)],
    ["bytes follow", (bytes) => Buffer.concat([bytes, Buffer.from("more")])],
    ["the last frame is there twice", (bytes) => joined(bytes, 0, 1, 2, 2)],
    ["a bit of the first frame is another", (bytes) => flipped(bytes, start(bytes))],
    ["a bit of the last tag is another", (bytes) => flipped(bytes, -1)],
    [
      "its header names another shard",
      (bytes) => Buffer.from(bytes.toString("latin1").replace('"3/8"', '"2/8"'), "latin1"),
    ],
    [
      "its header is spaced otherwise",
      (bytes) => Buffer.from(bytes.toString("latin1").replace('"3/8",', '"3/8", '), "latin1"),
    ],
  ])("rejects it if %s", (_, alter) => {
    const bytes = sealed();
    expect(frames(bytes)[2]!.length).toBeGreaterThan(TAG_BYTES);
    expect(() => open(alter(bytes))).toThrow(/part \d is not what was sealed/);
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ["it is empty", () => Buffer.alloc(0)],
    ["it is something else", () => Buffer.from("PK\u0003\u0004")],
    [
      "it is of another version",
      (bytes) => Buffer.from(bytes.toString("latin1").replace("sealed 1", "sealed 2"), "latin1"),
    ],
    ["its header is endless", () => Buffer.from(`orgduty-sealed 1\n${"{".repeat(1e5)}\n`)],
    ["its header is cut", (bytes) => bytes.subarray(0, 60)],
    [
      "its header has more keys",
      (bytes) => Buffer.from(bytes.toString("latin1").replace('{"name"', '{"more":1,"name"'), "latin1"),
    ],
    ["its shard is none", (bytes) => Buffer.from(bytes.toString("latin1").replace("3/8", "9/8"), "latin1")],
  ])("rejects it if %s, and says that it is no such file", (_, alter) => {
    expect(() => open(alter(sealed()))).toThrow(/is no sealed plans|its header/);
  });

  it("rejects another key, and another file's frames", () => {
    expect(() => open(sealed(), randomBytes(32))).toThrow("part 1 is not");
    const other = sealed({ key: randomBytes(32) });
    expect(() => open(other)).toThrow("part 1 is not");
  });

  it("is not written if the folder holds what is no plan", () => {
    symlinkSync("/etc/passwd", at("plans/us-east-1/plan.json"));
    expect(() => sealed()).toThrow("plans cannot be sealed: us-east-1/plan.json is no file");
  });

  it.each([".git/config", "a/b/c", "a b", "-x"])("is not written if a file is named %s", (name) => {
    mkdirSync(join(at("plans"), name, ".."), { recursive: true });
    writeFileSync(join(at("plans"), name), "");
    expect(() => sealed()).toThrow("is not a name that a plan writes");
  });

  it("leaves nothing behind if it cannot be written", () => {
    expect(() => sealed({ key: Buffer.alloc(5) })).toThrow();
    expect(Object.keys(bytesOf(folder())).filter((name) => name.startsWith("sealed"))).toEqual([]);
  });
});
