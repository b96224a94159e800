import { loadProject } from "../../organization/load-project";
import { gapsOf, verify } from "../../verification/verify";

/** Verifies a deployed organization and prints what it took, reading the config included. */
async function main(config: string, endpoint: string): Promise<void> {
  const start = performance.now();
  const verification = await verify({ ...loadProject(config), endpoint });
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
