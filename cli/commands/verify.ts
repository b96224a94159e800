import { writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { isRegion, partitionOf, type Region } from "../../config/regions";
import { offer } from "../../config/nearest";
import type { Project } from "../../organization/load-project";
import { renderPage } from "../../plan-review/page/render-page";
import { changeSince, remember } from "../../verification/history";
import { hasFailures, reportDocument, type Report } from "../../verification/report";
import { proveDelivery, type SampleOutcome } from "../../verification/sample";
import { memberSettings, signIn } from "../../verification/sign-in";
import { verify, verifyUntilSettled, type Verification, type VerifyProps } from "../../verification/verify";
import { CommandError, EXIT, type Io } from "../io";
import { openProject } from "../open-project";
import { fleetModeOf } from "../run-mode";
import { verifyPage } from "../verify-page";
import { verifyText } from "../verify-text";

export interface VerifyOptions {
  readonly config?: string;
  readonly region: readonly string[];
  readonly aws?: string;
  /** Minutes. */
  readonly wait?: number;
  readonly sample?: boolean;
  readonly sampleMember?: string;
  readonly memberRole?: string;
  readonly html?: string;
  readonly history?: string;
  readonly json?: boolean;
}

/** How long a sample finding may take where `--wait` says nothing: GuardDuty, EventBridge and the log take a minute or two. */
const SAMPLE_MINUTES = 5;

/** `orgduty verify`: what is really on, against what the config wants. */
export async function run(options: VerifyOptions, io: Io): Promise<number> {
  const project = openProject(options, io);
  const mode = fleetModeOf(options, project.config, io);
  const props: VerifyProps = {
    ...project,
    regions: chosenRegions(project, options.region),
    ...(mode.kind === "local" ? { endpoint: mode.endpoint } : {}),
    signal: io.signal,
    onRegion: (region, outcome) =>
      io.progress(`${region}: ${"gaps" in outcome ? `${outcome.gaps.length} gaps` : outcome.error}`),
  };
  const verification = await verified(props, options, io);
  const samples = options.sample ? await sampled(props, options, io) : [];
  const history = options.history
    ? resolve(io.cwd, options.history)
    : join(
        dirname(project.config.path),
        ".orgduty",
        ...(mode.kind === "local" ? ["local"] : []),
        "history",
        `${project.config.name}.jsonl`,
      );
  const report: Report = { verification, samples, change: changeSince(history, verification) };
  remember(history, verification);
  if (options.html) writeFileSync(resolve(io.cwd, options.html), renderPage(verifyPage(report)));
  io.out(options.json ? JSON.stringify(reportDocument(report), null, 2) : verifyText(report));
  if (verification.unread.length > 0) return EXIT.error;
  return hasFailures(report) ? EXIT.failures : EXIT.fine;
}

async function verified(props: VerifyProps, { wait }: VerifyOptions, io: Io): Promise<Verification> {
  if (wait === undefined) return verify(props);
  return verifyUntilSettled(props, wait * 60_000, (passing, leftMs) =>
    io.err(`${passing} gaps that may pass: waiting, for ${Math.ceil(leftMs / 60_000)} minutes at most`),
  );
}

/** One sample finding a region, all at once: each has a way of its own. */
function sampled(props: VerifyProps, options: VerifyOptions, io: Io): Promise<SampleOutcome[]> {
  const { config, regions = [], endpoint } = props;
  const { sampleMember, memberRole, wait = SAMPLE_MINUTES } = options;
  if (sampleMember !== undefined && memberRole === undefined)
    throw new CommandError("--sample-member needs a role in the member", "pass --member-role NAME");
  const making = regions.flatMap((region) => {
    const organization = config.organizations[partitionOf(region)];
    if (!organization?.forwarding) return [];
    const { administratorAccountId, homeRegion, forwarding } = organization;
    const enter = signIn({ organization, purpose: "apply", ...(endpoint ? { endpoint } : {}) });
    const deliverer = enter("administrator", forwarding.topology === "hub" ? homeRegion : region);
    const maker =
      sampleMember !== undefined && memberRole !== undefined
        ? memberSettings({ organization, enter, account: sampleMember, roleName: memberRole, region })
        : enter("administrator", region);
    const account = sampleMember ?? administratorAccountId;
    io.progress(`${region}: sample finding in ${account}`);
    const waitMs = wait * 60_000;
    return [
      proveDelivery({ config, organization, region, account, maker, deliverer, waitMs, signal: io.signal }),
    ];
  });
  return Promise.all(making);
}

function chosenRegions({ config }: Project, names: readonly string[]): readonly Region[] {
  const unknown = names.find((name) => !isRegion(name) || !config.regions.includes(name));
  if (unknown !== undefined)
    throw new CommandError(`--region: the config has no region "${unknown}"`, offer(unknown, config.regions));
  return names.length === 0 ? config.regions : config.regions.filter((region) => names.includes(region));
}
