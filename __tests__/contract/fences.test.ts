import { readdirSync, readFileSync } from "node:fs";
import { ESLint, type Linter } from "eslint";
import { resolve } from "node:path";
import { rowsOf } from "../../scripts/generated/page";
import { ROOT as root } from "../support/orgduty";

const quoted = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, word]) => word!);
// Given directly, because ESLint would import it as an ES module, which jest's CommonJS mode cannot.
const eslintConfig = jest.requireActual<Linter.Config[]>("../../eslint.config.js");
// Rules that need types are off: the files linted here are not there, so that no program has them.
const untyped = jest.requireActual<{ configs: { disableTypeChecked: Linter.Config } }>("typescript-eslint")
  .configs.disableTypeChecked;
const overrideConfig = [...eslintConfig, untyped];
const eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig });

/** Lints a file that holds nothing but one import, static or dynamic, as if it stood at a path. */
async function lint(path: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath: resolve(root, path) });
  return result!.messages
    .filter(({ ruleId }) => ["no-restricted-imports", "no-restricted-syntax"].includes(ruleId ?? ""))
    .map(({ message }) => message);
}

/** What is told of an import; one that runs later is told the same. */
async function messages(folder: string, source: string): Promise<string[]> {
  const path = `${folder}/some-file.ts`;
  const told = await lint(path, `import "${source}";\n`);
  const toldLater = await lint(path, `export const later = () => import("${source}");\n`);
  expect(told).toEqual(toldLater.map((message) => expect.stringContaining(message) as string));
  return told;
}

/** Every arrow, as the table of docs/architecture.md has it: what people read is what is tried on ESLint. */
const LAYERS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  rowsOf(readFileSync(resolve(root, "docs/architecture.md"), "utf8"), "folder").map(([folder, mayImport]) => [
    quoted(folder!)[0]!,
    quoted(mayImport!),
  ]),
);
const names = Object.keys(LAYERS);

describe("fences", () => {
  it("are around every folder of the product, and docs/architecture.md has a row for each", () => {
    const others = [
      "__tests__",
      "accounts",
      "bench",
      "bin",
      "cdktf.out",
      "dist",
      "docs",
      "examples",
      "node_modules",
    ];
    const folders = readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
      .map(({ name }) => name)
      .filter((name) => ![...others, "plans", "reports", "reviews", "scripts"].includes(name));
    expect([...names].sort()).toEqual(folders.sort());
  });

  const forbidden = names.flatMap((from) =>
    names
      .filter((to) => to !== from && !LAYERS[from]!.includes(to))
      .map((to): [string, string] => [from, to]),
  );
  it.each(forbidden)("%s may not import %s, and the message says what it may", async (from, to) => {
    expect(await messages(from, `../${to}/thing`)).toEqual([
      expect.stringContaining(`${from}/ may not import ${to}/`),
    ]);
    expect(await messages(`${from}/deeper`, `../../${to}/thing`)).toHaveLength(1);
  });

  const allowed = names.flatMap((from) => LAYERS[from]!.map((to): [string, string] => [from, to]));
  it.each(allowed)("%s may import %s", async (from, to) => {
    expect(await messages(from, `../${to}/thing`)).toEqual([]);
  });

  it("lets modules read the names of a function's environment, and nothing else of it", async () => {
    expect(
      await messages("modules/finding-forwarder", "../../lambda-src/finding-forwarder/environment"),
    ).toEqual([]);
    expect(
      await messages("modules/finding-forwarder", "../../lambda-src/finding-forwarder/handler"),
    ).toHaveLength(1);
  });

  it("lets the config ask the forwarder whether a relay works, and nothing else of it", async () => {
    expect(await messages("config/schema", "../../lambda-src/finding-forwarder/relay-check")).toEqual([]);
    expect(
      await messages("config/schema", "../../lambda-src/finding-forwarder/relay/https/https-relay"),
    ).toHaveLength(1);
    expect(await messages("organization", "../lambda-src/finding-forwarder/relay-check")).toHaveLength(1);
    const secretCheck = "../../lambda-src/finding-forwarder/relay/secret/secret-check";
    expect(await messages("verification/read", secretCheck)).toEqual([]);
    expect(await messages("plan-review/read", secretCheck)).toHaveLength(1);
  });

  it.each(names.filter((name) => !["modules", "stacks"].includes(name)))(
    "%s may not import cdktf",
    async (from) => {
      for (const source of ["cdktf", "constructs", "@cdktf/provider-aws/lib/provider"]) {
        expect(await messages(from, source)).toEqual([expect.stringContaining("import cdktf")]);
      }
    },
  );

  it.each(["modules", "stacks"])("%s imports the provider resource by resource", async (from) => {
    expect(await messages(from, "@cdktf/provider-aws")).toEqual([expect.stringContaining("540 MB")]);
    expect(await messages(from, "@cdktf/provider-aws/lib/provider")).toEqual([]);
  });

  it("lets nobody import main.ts, nor what is not part of the product", async () => {
    for (const from of names)
      for (const source of ["../main", "../bench/run", "../scripts/test", "../__tests__/support/fleet"])
        expect(await messages(from, source)).toHaveLength(1);
  });

  it("lets main.ts import stacks, and build the forwarder's zip", async () => {
    for (const source of ["stacks/build-stacks", "config/config-path", "lambda-src/bundle", "modules/x/x"])
      expect(await lint("main.ts", `import "./${source}";\n`)).toEqual([]);
    for (const source of ["cli/main", "terraform/plan-all", "lambda-src/zip", "scripts/test"])
      expect(await lint("main.ts", `import "./${source}";\n`)).toEqual([
        expect.stringContaining("main.ts is wiring"),
      ]);
  });

  it("has the command line bundled anew after a change of any folder that it may import", () => {
    const { sources } = jest.requireActual<{ sources: string[] }>("../../bin/bundle-cli.js");
    expect(["cli", ...LAYERS.cli!].filter((folder) => !sources.includes(folder))).toEqual([]);
  });

  it("has the app bundled anew after a change of any folder that makes stacks", () => {
    const { sources } = jest.requireActual<{ sources: string[] }>("../../bin/bundle-synth.js");
    const makesStacks = ["main.ts", "stacks", ...LAYERS.stacks!, "lambda-src", "doctor", "verification"];
    expect(makesStacks.filter((folder) => !sources.includes(folder))).toEqual([]);
  });
});
