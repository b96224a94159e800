import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { startLocalAws, type LocalAws } from "../../../local-aws/start";
import type { Snapshot } from "../../../organization/snapshot";
import type { Manifest, StackPlan } from "../../../plans-folder/manifest";
import { exampleOrganizations, SECRET_NAME, writeDemoConfig } from "../../../scripts/demo/config";
import { fillSecret } from "../../../scripts/demo/finding";
import { Orgduty, type Ended } from "../async-orgduty";
import { asyncRun } from "../async-run";
import { ROOT } from "../orgduty";
import { fewerAccounts, firstDay, type DeploymentProps, type Edit } from "./first-day";
import { undeliverable } from "./undeliverable";
import { NumberedFindings } from "./numbered-findings";
import { Relays } from "./relays";

export const ADMINISTRATOR = "222222222222";

/** The plan of each stack, by its name: how much is added, changed and destroyed, and forgotten if anything is. */
export type Counts = Readonly<
  Record<string, readonly [adds: number, changes: number, destroys: number, forgets?: number]>
>;

/** Rules of the review, by their ids. */
export interface Reviewed {
  readonly fails: readonly string[];
  readonly accepted: readonly string[];
}

/** An organization that GuardDuty was deployed to, on the local AWS, with relays of every kind and its states kept. */
export class LivingDeployment {
  readonly folder = mkdtempSync(join(tmpdir(), "orgduty-living-"));
  readonly plans = join(this.folder, "plans");
  readonly relays = new Relays(join(this.folder, "relays"));
  aws!: LocalAws;
  orgduty!: Orgduty;
  config = "";
  #findings: NumberedFindings | undefined;

  constructor(private readonly props: DeploymentProps) {}

  /** Starts the local AWS and the relays, applies the config of the first day, and puts the secret. */
  async start(): Promise<this> {
    await this.begin();
    await this.applyAll();
    return this;
  }

  /** Starts the local AWS and the relays, and writes config and snapshots. Nothing is deployed yet. */
  async begin(): Promise<void> {
    await this.relays.start();
    this.aws = await startLocalAws({
      folder: join(this.folder, "aws"),
      nodes: [this.relays.trustingNode()],
      guardDuty: { delays: { firstDelegationMs: 0 } },
    });
    const { regions, partitions = ["aws"] } = this.props;
    for (const organization of exampleOrganizations())
      if (partitions.includes(organization.partition)) await this.aws.seed(fewerAccounts(organization));
    this.config = writeDemoConfig(this.folder, [...regions], this.httpsUrl());
    this.edit((document) => firstDay(document, this.props));
    this.orgduty = new Orgduty(this.config, this.aws.url);
    await this.orgduty.succeed("discover");
  }

  httpsUrl(): string {
    return `https://127.0.0.1:${this.relays.https.port}/guardduty`;
  }

  async stop(): Promise<void> {
    await this.#findings?.stop();
    await this.relays.stop();
    await this.aws?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  edit(change: Edit): void {
    const document = parseDocument(readFileSync(this.config, "utf8"));
    change(document);
    writeFileSync(this.config, document.toString());
  }

  /** Changes the snapshot of the organization outside China, as discover would. */
  editSnapshot(change: (snapshot: Snapshot) => Snapshot): void {
    const path = join(this.folder, "accounts", "aws.json");
    const snapshot = change(JSON.parse(readFileSync(path, "utf8")) as Snapshot);
    writeFileSync(path, `${JSON.stringify(snapshot, null, 2)}\n`);
  }

  /** Puts the relay's secret in a region, by its name. */
  async putSecret(name = SECRET_NAME, region = this.props.home ?? this.props.regions[0]!): Promise<void> {
    await fillSecret(this.aws.url, { accountId: ADMINISTRATOR, region }, name, this.relays.secret);
  }

  /** From now on a finding comes every second in each region. */
  findings(): NumberedFindings {
    return (this.#findings ??= new NumberedFindings(this.aws.url, ADMINISTRATOR, this.props.regions));
  }

  /** Plans; the counts of each stack. @throws if the plan fails */
  async plan(...flags: string[]): Promise<Counts> {
    await this.orgduty.succeed("plan", "--out", this.plans, ...flags);
    return Object.fromEntries(this.manifest().map((stack) => [stack.name, countsOf(stack)]));
  }

  manifest(): readonly StackPlan[] {
    return (JSON.parse(readFileSync(join(this.plans, "manifest.json"), "utf8")) as Manifest).stacks;
  }

  /** What the review says, rule by rule: those that fail, and those that the config's exceptions accept. */
  async review(): Promise<Reviewed> {
    const bin = join(ROOT, "bin", "orgduty.js");
    await asyncRun(process.execPath, [bin, "review", "--config", this.config, "--out", this.plans]);
    const { rules } = JSON.parse(readFileSync(join(this.plans, "review.json"), "utf8")) as {
      rules: { id: string; status: string }[];
    };
    const ids = (wanted: string) => rules.filter(({ status }) => status === wanted).map(({ id }) => id);
    return { fails: ids("fail"), accepted: ids("waived") };
  }

  apply(): Promise<Ended> {
    return this.orgduty.run("apply", "--out", this.plans, "--yes");
  }

  /** Plans and applies what the config says. @throws if either fails */
  async applyAll(): Promise<string> {
    await this.plan();
    const { code, stderr } = await this.apply();
    if (code !== 0) throw new Error(`apply ended with ${code}\n${stderr}`);
    return stderr;
  }

  /** What verify finds missing or too much, as one line each. */
  async gaps(): Promise<string[]> {
    const { code, stdout, stderr } = await this.orgduty.run("verify", "--wait", "1", "--json");
    if (code === 0) return [];
    if (stdout === "") return [stderr];
    const { gaps } = JSON.parse(stdout) as { gaps: Readonly<Record<string, string>>[] };
    return gaps.map(({ region, account, reason, resource }) => [region, account, reason, resource].join(" "));
  }

  /** Queues of any region that hold a finding which nobody delivers. */
  undeliverable(regions: readonly string[] = this.props.regions): Promise<string[]> {
    return undeliverable(this.aws.url, ADMINISTRATOR, regions);
  }
}

function countsOf({ adds, changes, destroys, forgets }: StackPlan): Counts[string] {
  return forgets === undefined ? [adds, changes, destroys] : [adds, changes, destroys, forgets];
}
