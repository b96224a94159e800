import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { startLocalAws, type LocalAws } from "../../../../local-aws/start";
import type { Manifest } from "../../../../plans-folder/manifest";
import { exampleOrganizations, SECRET_NAME, writeDemoConfig } from "../../../../scripts/demo/config";
import { fillSecret } from "../../../../scripts/demo/finding";
import { Orgduty } from "../../../support/async-orgduty";
import { TestAuthority } from "../../../support/receivers/certificates";
import { HttpsReceiver } from "../../../support/receivers/https-receiver";
import { NODE22 } from "../../../support/running-local-aws";
import { NumberedFindings } from "../../../support/living/numbered-findings";
import { PLACE, type Kind } from "./kinds";
import { StateDisk } from "./state-disk";
import type { Step } from "./steps";

/** How an apply ended in which something went wrong, and how many more runs it took until nothing was left to do. */
export interface Cell {
  readonly kind: string;
  readonly step: string;
  readonly first: "converges" | "fails";
  readonly moreRuns: number;
  /** What the last failing run said, for the test's output. */
  readonly said: string;
}

const MOST_RUNS = 3;

/** One region's stack with its foundation on the local AWS, and a relay. */
export class MatrixWorld {
  readonly folder = mkdtempSync(join(tmpdir(), "orgduty-kill-"));
  readonly workFolder = join(this.folder, ".orgduty", "local", "work", "demo");
  readonly state = new StateDisk(join(this.folder, ".orgduty", "local", "state"));
  readonly #plans = join(this.folder, "plans");
  aws!: LocalAws;
  relay!: HttpsReceiver;
  #orgduty!: Orgduty;
  #findings: NumberedFindings | undefined;

  async start(): Promise<void> {
    const authority = new TestAuthority(join(this.folder, "relay"));
    this.relay = new HttpsReceiver(authority.issue("relay"));
    await this.relay.start();
    const guardDuty = { delays: { firstDelegationMs: 0 } };
    this.aws = await startLocalAws({ folder: join(this.folder, "aws"), nodes: [NODE22], guardDuty });
    await this.aws.seed(exampleOrganizations()[0]!);
    const config = writeDemoConfig(
      this.folder,
      [PLACE.region],
      `https://127.0.0.1:${this.relay.port}/guardduty`,
    );
    const document = parseDocument(readFileSync(config, "utf8"));
    document.deleteIn(["organizations", "aws-cn"]);
    document.setIn(["organizations", "aws", "homeRegion"], PLACE.region);
    document.setIn(["review"], { rules: { "OD-004": "warn" } });
    writeFileSync(config, document.toString());
    this.#orgduty = new Orgduty(config, this.aws.url);
    await this.#orgduty.succeed("discover");
    await this.#orgduty.succeed("plan", "--stack", "foundation-aws", "--out", this.#plans);
    await this.#orgduty.succeed("apply", "--out", this.#plans, "--yes");
    const secret = { token: "t", ca: authority.ca.certificate };
    await fillSecret(this.aws.url, { accountId: PLACE.account, region: PLACE.region }, SECRET_NAME, secret);
  }

  async stop(): Promise<void> {
    await this.#findings?.stop();
    await this.relay?.stop();
    await this.aws?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** From now on a finding comes every second. */
  sendFindings(): NumberedFindings {
    return (this.#findings ??= new NumberedFindings(this.aws.url, PLACE.account, [PLACE.region]));
  }

  /** How many requests the faults have struck. */
  struck(): number {
    return this.aws.faults.list().reduce((sum, { struck }) => sum + struck, 0);
  }

  /** Plans; undefined if that failed. @returns how many changes are planned */
  async plan(): Promise<number | undefined> {
    const { code, stderr } = await this.#orgduty.run("plan", "--stack", PLACE.region, "--out", this.#plans);
    if (code !== 0) {
      this.#said = stderr;
      return undefined;
    }
    const { stacks } = JSON.parse(readFileSync(join(this.#plans, "manifest.json"), "utf8")) as Manifest;
    return stacks.reduce((sum, { adds, changes, destroys }) => sum + adds + changes + destroys, 0);
  }

  #said = "";

  /** Lets one thing go wrong in an apply, makes it well, and runs again until nothing is left to do. */
  async cell(kind: Kind, step: Step): Promise<Cell> {
    this.#said = "";
    const without = kind.losesFindings === true;
    this.#findings?.nobodyWants(without);
    await kind.takeAway?.(this.aws.url);
    if (!(await this.plan())) throw new Error(`${kind.name}: nothing to do\n${this.#said}`);
    const beside = await step.begin(this, kind);
    const { child, ended } = this.#orgduty.start("apply", "--out", this.#plans, "--yes");
    const [{ code, stderr }] = await Promise.all([ended, beside(child)]);
    this.#said = code === 0 ? "" : stderr;
    if (!step.end && this.struck() === 0) throw new Error(`${kind.name}, ${step.name}: nothing was struck`);
    step.end?.(this);
    this.aws.faults.clear();
    const moreRuns = await this.#runsUntilDone();
    this.#findings?.nobodyWants(false);
    const first = code === 0 && moreRuns === 0 ? "converges" : "fails";
    return { kind: kind.name, step: step.name, first, moreRuns, said: this.#said };
  }

  /** The first day's things are made by the same apply, so the region need not be complete. */
  async #runsUntilDone(): Promise<number> {
    for (let runs = 0; runs <= MOST_RUNS; runs += 1) {
      if ((await this.plan()) === 0) return runs;
      const { code, stderr } = await this.#orgduty.run("apply", "--out", this.#plans, "--yes");
      if (code !== 0) this.#said = stderr;
    }
    throw new Error(`not done after ${MOST_RUNS} more runs:\n${this.#said}`);
  }
}
