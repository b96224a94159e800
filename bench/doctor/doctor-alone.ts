import { loadExpectedResources } from "../../cli/commands/verify/expected-resources";
import { diagnose } from "../../doctor/doctor";
import { verdictOf } from "../../doctor/report/verdict";
import { loadProject } from "../../organization/load-project";

/** Diagnoses an organization and prints what it took, reading the config included and synthesizing its stacks not. */
async function main(config: string, endpoint: string): Promise<void> {
  const io = { err: console.error, out: console.error, progress: () => undefined, cwd: process.cwd() };
  const signal = new AbortController().signal;
  const terminal = { ...io, env: process.env, interactive: false, ask: () => Promise.resolve(""), signal };
  await loadExpectedResources(loadProject(config), terminal);
  const start = performance.now();
  const before = process.cpuUsage();
  const project = loadProject(config);
  const resources = await loadExpectedResources(project, terminal);
  const diagnosis = await diagnose({ ...project, resources, held: new Map(), doubts: [], endpoint });
  const { user, system } = process.cpuUsage(before);
  const measured = {
    seconds: (performance.now() - start) / 1000,
    cpuSeconds: (user + system) / 1e6,
    megabytes: process.resourceUsage().maxRSS / 1024,
    calls: diagnosis.calls,
    blockers: verdictOf(diagnosis).blockers,
  };
  console.log(JSON.stringify(measured));
}

void main(process.argv[2]!, process.argv[3]!);
