import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { unpack } from "../../../plans-folder/sealed/unpack";
import { temporaryFolder } from "../../terraform-runner/support/temporary-folder";

/** What a hostile sealer could have put into a file that opens. */
function packed(files: unknown, content = "", length?: number): Buffer {
  const list = Buffer.from(typeof files === "string" ? files : JSON.stringify(files));
  const start = Buffer.alloc(4);
  start.writeUInt32BE(length ?? list.length);
  return Buffer.concat([start, list, Buffer.from(content)]);
}

describe("What is unsealed", () => {
  const folder = temporaryFolder();
  const into = () => join(folder(), "into");
  beforeEach(() => mkdirSync(into()));
  const open = (...pieces: Buffer[]) => unpack(pieces, into(), "x.sealed");

  it("may come in pieces of any size", () => {
    const all = packed(
      [
        { path: "a/b", bytes: 3 },
        { path: "c", bytes: 0 },
      ],
      "xyz",
    );
    const files = open(...[...all].map((byte) => Buffer.from([byte])), Buffer.alloc(0));
    expect(files.map(({ path }) => path)).toEqual(["a/b", "c"]);
    expect(readdirSync(into())).toEqual(["a", "c"]);
  });

  it.each([
    "/etc/passwd",
    "../up",
    "a/../../up",
    "a/..",
    "..",
    ".",
    "",
    "a//b",
    "a/b/c",
    "a\\b",
    "C:\\x",
    "~/x",
    ".bashrc",
    "a/.ssh",
    "a\0b",
    "a\nb",
    "a/",
    "./a",
    "x".repeat(300),
    "ａ",
    "manifest.json ",
  ])("rejects the name %j", (path) => {
    expect(() => open(packed([{ path, bytes: 1 }], "x"))).toThrow("is no plans folder");
    expect(existsSync(join(folder(), "up"))).toBe(false);
    expect(readdirSync(into())).toEqual([]);
  });

  it.each<[string, Buffer]>([
    [
      "two files of one name",
      packed(
        [
          { path: "a", bytes: 1 },
          { path: "a", bytes: 1 },
        ],
        "xy",
      ),
    ],
    [
      "names that differ in case alone",
      packed(
        [
          { path: "a/b", bytes: 1 },
          { path: "A/B", bytes: 1 },
        ],
        "xy",
      ),
    ],
    [
      "a file that is a folder as well",
      packed(
        [
          { path: "a", bytes: 1 },
          { path: "a/b", bytes: 1 },
        ],
        "xy",
      ),
    ],
    ["more than a gigabyte", packed([{ path: "a", bytes: 2 ** 30 + 1 }])],
    ["too many files", packed(Array.from({ length: 1001 }, (_, n) => ({ path: `f${n}`, bytes: 0 })))],
    ["a list that is longer than a list", packed([], "", 2 ** 32 - 1)],
    ["a negative size", packed([{ path: "a", bytes: -1 }])],
    ["half a byte", packed([{ path: "a", bytes: 0.5 }])],
    ["a link", packed([{ path: "a", bytes: 1, link: "/etc" }], "x")],
    ["no list", packed("nothing")],
    ["an object", packed({ path: "a" })],
    ["fewer bytes than it says", packed([{ path: "a", bytes: 5 }], "xyz")],
    ["more bytes than it says", packed([{ path: "a", bytes: 2 }], "xyz")],
    ["nothing", Buffer.alloc(0)],
    ["half of a length", Buffer.alloc(2)],
  ])("rejects %s", (_, bytes) => {
    expect(() => open(bytes)).toThrow("is no plans folder as ./orgduty seal writes it");
  });
});
