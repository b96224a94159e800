import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** What an action of a workflow gets. */
export interface ActionCall {
  readonly uses: string;
  readonly with: Readonly<Record<string, string>>;
  /** The job's checkout. */
  readonly folder: string;
  /** Where the artefacts of this run are. */
  readonly artifacts: string;
  /** Where caches are, of all runs. */
  readonly caches: string;
}

/** What an action leaves behind besides files. */
export interface ActionResult {
  readonly env?: Readonly<Record<string, string>>;
}

/** Does what an action of GitHub does, as far as the generated workflows rely on it. */
export function act(call: ActionCall): ActionResult {
  const name = call.uses.split("@")[0]!;
  const action = ACTIONS[name];
  if (action === undefined) throw new Error(`this runner does not know ${name}`);
  return action(call) ?? {};
}

const ACTIONS: Readonly<Record<string, (call: ActionCall) => ActionResult | void>> = {
  // The runner clones before the first step.
  "actions/checkout": () => undefined,
  "actions/setup-node": () => undefined,
  "aws-actions/configure-aws-credentials": ({ with: given }) => ({
    env: { TEST_SIGNED_IN_AS: given["role-to-assume"]!, AWS_REGION: given["aws-region"]! },
  }),
  "actions/upload-artifact": ({ with: given, folder, artifacts }) => {
    const target = join(artifacts, given.name!);
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target, { recursive: true });
    for (const file of filesOf(folder, given.path!)) cpSync(file, join(target, basename(file)));
    if (given["if-no-files-found"] === "error" && readdirSync(target).length === 0)
      throw new Error(`no files found at ${given.path}`);
  },
  "actions/download-artifact": ({ with: given, folder, artifacts }) => {
    const pattern = new RegExp(`^${given.pattern!.replace("*", ".*")}$`);
    const target = join(folder, given.path!);
    for (const name of readdirSync(artifacts).filter((one) => pattern.test(one)))
      cpSync(join(artifacts, name), target, { recursive: true });
  },
  "actions/cache/save": ({ with: given, folder, caches }) =>
    cpSync(join(folder, given.path!), join(caches, given.key!, given.path!), { recursive: true }),
  "actions/cache/restore": ({ with: given, folder, caches }) => {
    const known = existsSync(caches) ? readdirSync(caches).sort() : [];
    const newest = known.filter((key) => key.startsWith(given["restore-keys"]!)).at(-1);
    if (newest !== undefined) cpSync(join(caches, newest), folder, { recursive: true });
  },
  "github/codeql-action/upload-sarif": ({ with: given, folder }) => {
    JSON.parse(readFileSync(join(folder, given.sarif_file!), "utf8"));
  },
};

function filesOf(folder: string, path: string): string[] {
  const place = join(folder, path);
  if (path.endsWith("/")) return existsSync(place) ? readdirSync(place).map((name) => join(place, name)) : [];
  const [start = "", end = ""] = basename(path).split("*");
  const names = existsSync(dirname(place)) ? readdirSync(dirname(place)) : [];
  return names
    .filter((name) => (path.includes("*") ? name.startsWith(start) && name.endsWith(end) : name === start))
    .map((name) => join(dirname(place), name));
}
