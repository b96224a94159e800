import { join } from "node:path";
import { findNode } from "../../../local-aws/lambda/find-node";
import { runProcess, type RunProcess } from "../../../terraform/process/run-process";
import { repositoryRoot } from "../../root";
import type { Io } from "../../terminal/io";
import { lambdaNodes } from "./lambda-nodes";
import { NO_FUNCTIONS } from "./no-functions";

const FOLDER = "__tests__/support/node22";

/** How Node 22 is looked for and installed; tests have their own. */
export interface NodeSource {
  /** @default a real search */
  readonly find?: (candidates: readonly string[]) => Promise<string | undefined>;
  /** @default a real npm */
  readonly run?: RunProcess;
}

/**
 * Makes sure that a Node 22 is there for functions, before a local AWS starts: npm installs the tests' own if there is
 * none, as `make demo` does. If that fails, it says that functions will not run, and what to do.
 */
export async function provideLambdaNode(io: Io, source: NodeSource = {}): Promise<void> {
  const { find = findNode, run = runProcess } = source;
  if (await find(lambdaNodes(io.env))) return;
  const folder = join(repositoryRoot(), FOLDER);
  io.err(
    `functions need Node 22, and this is Node ${process.versions.node}: npm installs one into ${FOLDER}`,
  );
  const args = ["ci", "--prefix", folder, "--no-audit", "--no-fund", "--fetch-retries=1"];
  const failure = await run({ command: "npm", args, cwd: folder, env: io.env, signal: io.signal }).then(
    ({ exitCode, stderr }) => (exitCode === 0 ? undefined : stderr.trim()),
    (error: Error) => {
      if (error.name === "AbortError") throw error;
      return error.message;
    },
  );
  if (failure === undefined && (await find(lambdaNodes(io.env)))) return;
  const why = failure === undefined ? "" : `: ${failure.split("\n")[0]}`;
  io.err(
    `${NO_FUNCTIONS}${why}\n  fix: npm ci --prefix "${folder}", or name a Node 22 in ORGDUTY_LAMBDA_NODE; then ./orgduty local stop, and start`,
  );
}
