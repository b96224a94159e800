import { ESLint, type Linter } from "eslint";
import { resolve } from "node:path";

const root = resolve(__dirname, "../..");
// Given directly, because ESLint would import it as an ES module, which jest's CommonJS mode cannot.
const eslintConfig = jest.requireActual<Linter.Config[]>("../../eslint.config.js");
const eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: eslintConfig });

/** Lints a file that holds nothing but one import, as if it stood in a folder. */
async function messages(folder: string, source: string): Promise<string[]> {
  const [result] = await eslint.lintText(`import "${source}";\n`, {
    filePath: resolve(root, folder, "some-file.ts"),
  });
  return result!.messages
    .filter(({ ruleId }) => ruleId === "no-restricted-imports")
    .map(({ message }) => message);
}

/** Every arrow of docs/architecture.md that does not exist. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  config: [],
  "lambda-src": [],
  "local-aws": [],
  organization: ["config"],
  modules: [],
  stacks: ["modules", "config", "organization"],
  terraform: ["config"],
  "plan-review": ["config", "organization"],
  verification: ["config", "organization"],
  cli: ["config", "organization", "terraform", "plan-review", "verification", "local-aws"],
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

  it("lets nobody import main.ts", async () => {
    for (const from of names) expect(await messages(from, "../main")).toHaveLength(1);
  });
});
