import { spawnSync } from "node:child_process";
import { lambdaNodes } from "../../cli/commands/local/lambda-nodes";
import { findNode } from "../../local-aws/lambda/find-node";
import { findMoto } from "../../local-aws/moto/find-moto";
import { findTerraform } from "../../terraform/engine/find-terraform";

/**
 * Lists everything that the demo needs and this machine lacks, each with how to get it. Runs before anything is started
 * or written.
 */
export async function missing(motoFolder: string, env: NodeJS.ProcessEnv): Promise<string[]> {
  const terraform = await findTerraform(env).then(
    () => undefined,
    (error: Error) => error.message,
  );
  const node = await findNode(lambdaNodes(env));
  const moto = await findMoto(motoFolder, env);
  const problems = [
    terraform,
    node
      ? undefined
      : "Node 22 for the function: npm ci --prefix __tests__/support/node22, or ORGDUTY_LAMBDA_NODE=path",
    moto || runs("python3", "-m", "venv", "--help")
      ? undefined
      : 'moto 5.2: pip install "moto[server]==5.2.1", or install python3-venv and the demo makes an environment of its own',
    runs("openssl", "version")
      ? undefined
      : "openssl, for the relay's certificate (Debian: apt-get install openssl)",
  ];
  return problems.filter((problem) => problem !== undefined);
}

function runs(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}
