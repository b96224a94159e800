import { ESLint, type Linter } from "eslint";
import { resolve } from "node:path";

const root = resolve(__dirname, "../..");
// Given directly, because ESLint would import it as an ES module, which jest's CommonJS mode cannot.
const eslintConfig = jest.requireActual<Linter.Config[]>("../../eslint.config.js");
const eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: eslintConfig });

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

/** Every arrow of docs/architecture.md. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  aws: [],
  drawing: [],
  "lambda-src": [],
  config: ["aws"],
  "local-aws": ["aws"],
  modules: ["aws"],
  organization: ["aws", "config"],
  intent: ["aws", "config", "organization"],
  stacks: ["aws", "modules", "config", "organization", "intent"],
  "plans-folder": ["aws", "config"],
  terraform: ["aws", "config", "plans-folder"],
  "plan-review": ["aws", "config", "organization", "intent", "plans-folder", "drawing"],
  "aws-clients": ["aws", "config"],
  verification: ["aws", "config", "organization", "intent", "aws-clients", "drawing"],
  "off-boarding": ["aws", "config", "intent", "aws-clients"],
  transitions: ["aws", "config", "intent", "plans-folder", "aws-clients", "off-boarding"],
  cli: [
    "aws",
    "aws-clients",
    "config",
    "drawing",
    "intent",
    "local-aws",
    "off-boarding",
    "organization",
    "plan-review",
    "plans-folder",
    "terraform",
    "transitions",
    "verification",
  ],
};
const names = Object.keys(LAYERS);

describe("fences", () => {
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
});
