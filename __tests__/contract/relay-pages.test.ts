import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse, stringify } from "yaml";
import { loadConfig } from "../../config/open-config";

const root = resolve(__dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "orgduty-relay-pages-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(["syslog-tls", "https-collector"])("docs/relays/%s.md", (page) => {
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
