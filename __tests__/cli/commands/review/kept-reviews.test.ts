import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { keepReview, keepSignatures, lastReview } from "../../../../cli/commands/review/kept-reviews";
import { sha256 } from "../../../../plans-folder/hashing";

describe("kept reviews", () => {
  let folder = "";
  let plans = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "orgduty-kept-"));
    plans = join(folder, "plans");
    mkdirSync(plans);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const kept = () => readdirSync(join(folder, "reviews")).sort();
  const hashOf = (manifest: string) => sha256(manifest).slice(0, 12);

  /** Reviews plans, as far as keeping goes. */
  function review(manifest: string, day: number, name = "acme"): void {
    writeFileSync(join(plans, "manifest.json"), manifest);
    writeFileSync(join(plans, "review.json"), JSON.stringify({ name, day }));
    writeFileSync(join(plans, "review.html"), `page ${day}`);
    writeFileSync(join(plans, "review.intoto.json"), `statement ${day}`);
    keepReview(plans, `2026-11-0${day}T10:20:30.400Z`);
  }

  it("are the JSON, the page and the statement; of the same plans only the newest", () => {
    review("one", 1);
    review("two", 2);
    review("two", 3);
    const [one, two] = [`20261101T102030Z-${hashOf("one")}`, `20261103T102030Z-${hashOf("two")}`];
    const endings = ["html", "intoto.json", "json"];
    expect(kept()).toEqual([one, two].flatMap((name) => endings.map((ending) => `${name}.${ending}`)));
    expect(readFileSync(join(folder, "reviews", `${two}.html`), "utf8")).toBe("page 3");
  });

  it("are compared with the newest of other plans and of the same organization", () => {
    review("one", 1);
    review("other", 2, "another");
    review("two", 3);
    expect(basename(lastReview(plans, "acme") ?? "")).toBe(`20261101T102030Z-${hashOf("one")}.json`);
    expect(lastReview(plans, "nobody")).toBeUndefined();
  });

  it("keep the signatures that were applied, and stay when the same plans are reviewed again", () => {
    review("one", 1);
    keepSignatures(plans);
    expect(kept()).toHaveLength(3);
    writeFileSync(join(plans, "review.intoto.json.sig"), "signature");
    writeFileSync(join(plans, "review.intoto.json.sigstore.json"), "bundle");
    keepSignatures(plans);
    review("one", 2);
    review("one", 3);
    const [signed, newest] = [`20261101T102030Z-${hashOf("one")}`, `20261103T102030Z-${hashOf("one")}`];
    expect(kept()).toEqual([
      ...["html", "intoto.json", "intoto.json.sig", "intoto.json.sigstore.json", "json"].map(
        (ending) => `${signed}.${ending}`,
      ),
      ...["html", "intoto.json", "json"].map((ending) => `${newest}.${ending}`),
    ]);
  });
});
