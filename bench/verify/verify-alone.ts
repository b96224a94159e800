import { loadExpectedResources } from "../../cli/commands/verify/expected-resources";
import { loadProject } from "../../organization/load-project";
import { gapsOf, verify } from "../../verification/verify";

/** Verifies a deployed organization and prints what it took, reading the config included. */
async function main(config: string, endpoint: string): Promise<void> {
  const start = performance.now();
  const project = loadProject(config);
  const io = { err: console.error, out: console.error, progress: () => undefined, cwd: process.cwd() };
  const signal = new AbortController().signal;
  const terminal = { ...io, env: process.env, interactive: false, ask: () => Promise.resolve(""), signal };
  const resources = await loadExpectedResources(project, terminal);
  const verification = await verify({ ...project, resources, endpoint });
  const seconds = (performance.now() - start) / 1000;
  if (verification.unread.length > 0) throw new Error(JSON.stringify(verification.unread));
  const measured = {
    seconds,
    megabytes: process.resourceUsage().maxRSS / 1024,
    mostCalls: Math.max(...verification.regions.map(({ calls }) => calls)),
    gaps: gapsOf(verification).length,
  };
  console.log(JSON.stringify(measured));
}

void main(process.argv[2]!, process.argv[3]!);
