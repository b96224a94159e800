import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseDocument, type Document } from "yaml";
import { rehearseRoles } from "../../../../cli/commands/local/enforce/rehearse-roles";
import type { Purpose } from "../../../../doctor/needed/own-calls";
import { policiesFor, type PrintedPolicy } from "../../../../doctor/roles/policies";
import type { Call } from "../../../../local-aws/permissions/calls";
import { startLocalAws, type LocalAws } from "../../../../local-aws/start";
import { loadProject, type Project } from "../../../../organization/load-project";
import { exampleOrganizations, SECRET_NAME, writeDemoConfig } from "../../../../scripts/demo/config";
import { fillSecret } from "../../../../scripts/demo/finding";
import { recordedIo } from "../../../cli/terminal/recorded-io";
import { Orgduty, type Ended } from "../../../support/async-orgduty";
import { asyncRun } from "../../../support/async-run";
import { ROOT } from "../../../support/orgduty";
import { resourcesOf } from "../../../support/fleet";
import { Relays } from "../../../support/living/relays";

/** The accounts: management, administrator, log archive and a member. */
const ACCOUNTS = ["111111111111", "222222222222", "333333333333", "100000000001"];
export const ADMINISTRATOR = "222222222222";
export const REGION = "us-east-1";

/** A command that was run, and what was demanded of each role and user meanwhile. */
export interface Step extends Ended {
  readonly name: string;
  readonly purpose: Purpose;
  readonly calls: readonly Call[];
}

/** An organization of four accounts in one region, in a local AWS that enforces what `roles print` prints. */
export class RolesWorld {
  readonly folder = mkdtempSync(join(tmpdir(), "orgduty-roles-"));
  readonly steps: Step[] = [];
  aws!: LocalAws;
  project!: Project;
  #orgduty!: Orgduty;
  readonly #relays = new Relays(join(this.folder, "relays"));

  async start(): Promise<void> {
    await this.#relays.start();
    this.aws = await startLocalAws({
      folder: join(this.folder, "aws"),
      nodes: [this.#relays.trustingNode()],
      guardDuty: { delays: { firstDelegationMs: 0 } },
      enforces: true,
    });
    const organization = exampleOrganizations()[0]!;
    const few = {
      ...organization,
      accounts: organization.accounts.filter(({ id }) => ACCOUNTS.includes(id)),
    };
    await this.aws.seed(few);
    const url = `https://127.0.0.1:${this.#relays.https.port}/guardduty`;
    const config = writeDemoConfig(this.folder, [REGION], url);
    const document = parseDocument(readFileSync(config, "utf8"));
    edit(document);
    writeFileSync(config, document.toString());
    mkdirSync(join(this.folder, "accounts"), { recursive: true });
    writeFileSync(join(this.folder, "accounts/aws.json"), `${JSON.stringify(few, null, 2)}\n`);
    this.project = loadProject(config);
    await rehearseRoles(this.aws.url, this.project, true, recordedIo(this.folder, process.env));
    this.#orgduty = new Orgduty(config, this.aws.url);
  }

  async stop(): Promise<void> {
    await this.#relays.stop();
    await this.aws?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Runs a command, and takes what was recorded meanwhile. */
  async run(name: string, purpose: Purpose, ...args: string[]): Promise<Step> {
    this.aws.calls.clear();
    const plans = ["plan", "apply"].includes(args[0]!) ? ["--out", join(this.folder, "plans")] : [];
    const ended = await this.#orgduty.run(...args, ...plans);
    return { ...ended, name, purpose, calls: this.aws.calls.clear() };
  }

  /** Runs a command that has to succeed, and keeps its record. */
  async succeed(name: string, purpose: Purpose, ...args: string[]): Promise<Step> {
    const step = await this.run(name, purpose, ...args);
    if (step.code !== 0) throw new Error(`${name} ended with ${step.code}\n${step.stdout}\n${step.stderr}`);
    this.steps.push(step);
    return step;
  }

  /** Reviews the plans, as an apply needs. */
  async review(): Promise<void> {
    const flags = ["--config", this.project.config.path, "--out", join(this.folder, "plans")];
    await asyncRun(process.execPath, [join(ROOT, "bin", "orgduty.js"), "review", ...flags]);
  }

  /** Puts the relay's secret, as a person does whose business it is. */
  async putSecret(): Promise<void> {
    await fillSecret(
      this.aws.url,
      { accountId: ADMINISTRATOR, region: REGION },
      SECRET_NAME,
      this.#relays.secret,
    );
  }

  /** What `roles print` prints for a purpose. */
  printed(purpose: Purpose): PrintedPolicy[] {
    const { config } = this.project;
    const organization = config.organizations.aws!;
    return policiesFor({ config, organization, resources: resourcesOf(this.project), purpose });
  }
}

function edit(document: Document): void {
  document.deleteIn(["organizations", "aws-cn"]);
  document.deleteIn(["organizations", "aws", "enrolment", "exclude"]);
  for (const purpose of ["plan", "apply"])
    document.setIn(
      ["organizations", "aws", "credentials", purpose, "logArchive"],
      `arn:aws:iam::333333333333:role/orgduty-${purpose}`,
    );
  document.setIn(["forwarding", "reservedConcurrency"], 5);
  document.setIn(["state"], { s3: { bucket: "acme-states", region: REGION } });
  document.setIn(["review"], { rules: { "OD-004": "warn" } });
}
