import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { lambdaNodes } from "../cli/commands/local/lambda-nodes";
import { startLocalAws } from "../local-aws/start";
import { withLockedFolder } from "../terraform/state/work-folder-lock";
import { demoRegions } from "./demo/config";
import { runLoop } from "./demo/loop";
import { missing } from "./demo/missing";
import { Relay } from "./demo/relay";
import { verifyAndTakeDown } from "./demo/take-down";

const FOLDER = resolve(process.env.DEMO_FOLDER ?? join(__dirname, "../.orgduty/demo"));
/** What a new demo keeps from an old one: the installed moto, and the lock's own file. */
const KEPT = ["venv", "held-by"];

let steps = 0;

function step(text: string): void {
  steps += 1;
  console.error(`\ndemo ${steps}: ${text}`);
}

function say(text: string): void {
  console.log(text.trimEnd());
}

/** Plans and applies for real against an AWS on this machine, and follows one finding to a log relay. */
async function demo(signal: AbortSignal): Promise<void> {
  for (const entry of readdirSync(FOLDER).filter((name) => !KEPT.includes(name))) {
    rmSync(join(FOLDER, entry), { recursive: true, force: true });
  }
  step("a log relay and a local AWS start");
  const relay = new Relay(join(FOLDER, "relay"), "demo-token");
  const relayUrl = await relay.listen();
  try {
    const local = await startLocalAws({ folder: FOLDER, nodes: lambdaNodes(process.env) });
    try {
      const regions = demoRegions(process.env);
      const props = { folder: FOLDER, regions, relay, relayUrl, local, signal, step, say };
      const { findings, left: changes } = await runLoop(props);
      if (changes.adds + changes.changes + changes.destroys > 0) {
        throw new Error(
          `the second plan is not empty: ${JSON.stringify(changes)}, see ${join(FOLDER, "plans-again")}`,
        );
      }
      const { gaps, left } = await verifyAndTakeDown(props);
      const delivered = `${findings} finding${findings === 1 ? "" : "s"} delivered`;
      say(`\ndemo: ${delivered}, ${gaps} gaps, second plan empty, ${left} left`);
    } finally {
      await local.stop();
    }
  } finally {
    await relay.close();
  }
}

async function main(): Promise<number> {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  const abort = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => abort.abort());
  const problems = await missing(FOLDER, process.env);
  if (problems.length > 0) {
    console.error(`demo: missing on this machine\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    return 1;
  }
  mkdirSync(FOLDER, { recursive: true });
  try {
    await withLockedFolder(FOLDER, () => demo(abort.signal));
    return 0;
  } catch (error) {
    if (abort.signal.aborted) {
      console.error("demo: interrupted, everything it started has ended");
      return 130;
    }
    console.error(`demo: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}

void main().then((code) => (process.exitCode = code));
