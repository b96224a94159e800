import { setTimeout as sleep } from "node:timers/promises";
import { LivingDeployment } from "../__tests__/support/living/deployment";
import type { Figure } from "./figure";

const REGIONS = ["us-east-1", "eu-west-1"];
const LAST_ONES_MS = 120_000;

/** A relay that moves while a numbered finding comes every second in each of two regions: how many are lost, how many come twice. */
export async function run(): Promise<Figure[]> {
  const deployment = new LivingDeployment({ regions: REGIONS });
  try {
    await deployment.start();
    await deployment.putSecret();
    const findings = deployment.findings();
    const { port } = deployment.relays.otherHttps;
    deployment.edit((document) =>
      document.setIn(["forwarding", "logRelay", "url"], `https://127.0.0.1:${port}/guardduty`),
    );
    const before = performance.now();
    await deployment.applyAll();
    const seconds = (performance.now() - before) / 1_000;
    await findings.stop();
    const outcome = () => findings.outcome(deployment.relays.lines);
    for (const until = Date.now() + LAST_ONES_MS; outcome().lost.length > 0 && Date.now() < until;)
      await sleep(500);
    const sent = [...findings.sent.values()].reduce((sum, count) => sum + count, 0);
    const { lost, duplicates } = outcome();
    const undeliverable = (await deployment.undeliverable()).length;
    return figures(sent, lost.length + undeliverable, duplicates, seconds);
  } finally {
    await deployment.stop();
  }
}

function figures(sent: number, lost: number, duplicates: number, seconds: number): Figure[] {
  const detail = `${sent} findings sent in ${REGIONS.length} regions while plan and apply moved the relay, in ${Math.round(seconds)} s`;
  return [
    {
      name: "relay move in 2 regions: findings lost or undeliverable",
      ...{ value: lost, unit: "findings", target: "0", holds: lost === 0, detail },
    },
    {
      name: "relay move in 2 regions: findings that came twice",
      ...{ value: duplicates, unit: "findings", target: "at least once", holds: true, detail },
    },
  ];
}
