import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse, stringify } from "yaml";
import { loadConfig } from "../../config/open-config";

const root = resolve(__dirname, "../..");
/** Every page but those that show no config, because the relay decides what it is. */
const pages = readdirSync(join(root, "docs/relays"))
  .filter((file) => !["README.md", "armor-amp.md"].includes(file))
  .map((file) => file.replace(/\.md$/, ""));
const folder = mkdtempSync(join(tmpdir(), "orgduty-relay-pages-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(pages)("docs/relays/%s.md", (page) => {
  it("shows a forwarding that the config takes", () => {
    const acme = join(root, "examples", "acme");
    const path = join(folder, "orgduty.yaml");
    const shown = /```yaml\n(.*?)```/s.exec(
      readFileSync(join(root, "docs", "relays", `${page}.md`), "utf8"),
    )![1]!;
    const { forwarding, ...rest } = parse(readFileSync(join(acme, "orgduty.yaml"), "utf8")) as Record<
      string,
      object
    >;
    writeFileSync(
      path,
      stringify({
        ...rest,
        forwarding: { ...forwarding, ...(parse(shown) as { forwarding: object }).forwarding },
      }),
    );
    const { logRelay } = loadConfig(path).forwarding!;
    expect(logRelay).toMatchObject(
      (parse(shown) as { forwarding: { logRelay: object } }).forwarding.logRelay,
    );
  });
});
