import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzip } from "../../../local-aws/lambda/unzip";
import { zipOf } from "../../support/zip";

describe("unzip", () => {
  it.each([true, false])("unpacks files and folders, compressed: %s", async (compress) => {
    const folder = mkdtempSync(join(tmpdir(), "unzip-"));
    unzip(await zipOf({ "index.js": "a".repeat(5000), "lib/more.js": "ü" }, compress), folder);
    expect(readFileSync(join(folder, "index.js"), "utf8")).toBe("a".repeat(5000));
    expect(readFileSync(join(folder, "lib/more.js"), "utf8")).toBe("ü");
  });

  it("rejects what is no zip", () => {
    expect(() => unzip(Buffer.from("hello"), tmpdir())).toThrow("not a zip file");
  });

  it("rejects an entry outside its folder", async () => {
    const zip = await zipOf({ "aa/evil.js": "x" });
    const evil = Buffer.from(zip.toString("latin1").replaceAll("aa/evil.js", "../evil.js"), "latin1");
    expect(() => unzip(evil, mkdtempSync(join(tmpdir(), "unzip-")))).toThrow("outside its folder");
  });
});
