import { join } from "node:path";
import { repositoryRoot } from "../../root";

/**
 * Paths that may hold a Node 22, which runs the forwarder as Lambda does: the one that a person named, or the one that
 * the tests install.
 */
export function lambdaNodes(env: NodeJS.ProcessEnv): string[] {
  const named = env.ORGDUTY_LAMBDA_NODE;
  const installed = join(repositoryRoot(), "__tests__/support/node22/node_modules/node/bin/node");
  return named ? [named, installed] : [installed];
}
