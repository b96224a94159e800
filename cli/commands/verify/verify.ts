import { writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { partitionOf } from "../../../aws/partitions";
import { isRegion, type Region } from "../../../config/regions";
import { offerRegion } from "../../../config/schema/region";
import type { Project } from "../../../organization/load-project";
import { exceptionsOf } from "../../../plan-review/judge/process/exceptions";
import { renderPage } from "../../../drawing/html/render-page";
import { visible } from "../../../drawing/text";
import { changeSince } from "../../../verification/history/change";
import type { Entry } from "../../../verification/history/entry";
import { entryOf } from "../../../verification/history/entry-of";
import { appendEntry, readHistory } from "../../../verification/history/history-file";
import { hasFailures, hasUnread, reportDocument, type Report } from "../../../verification/report/report";
import {
  verify,
  verifyUntilSettled,
  type Verification,
  type VerifyProps,
} from "../../../verification/verify";
import { loadExpectedResources } from "./expected-resources";
import { openAccounts } from "../../accounts/open-accounts";
import { organizationsOf } from "../../accounts/organizations-of";
import { CommandError, EXIT, type Io } from "../../terminal/io";
import { sayNext } from "../../terminal/next-step";
import { openProject, type ConfigOptions } from "../../open-project";
import { fleetModeOf, type ModeOptions } from "../../run-mode";
import { stateNotes } from "../../state-notes";
import { reconcileFindings, reconcileSince } from "./verify-reconcile";
import { makersOf, makeSamples, samplePlan, type SampleOptions } from "./verify-samples";
import { verifyReport, verifyText } from "../../../verification/report/verify-report";

/** Flags of `orgduty verify`. It only reads AWS, unless a sample finding is requested. */
export interface VerifyOptions extends ConfigOptions, SampleOptions, Pick<ModeOptions, "aws"> {
  readonly region: readonly string[];
  /**
   * Compare GuardDuty's findings since then with the deliveries in the forwarders' logs, e.g. `24h`.
   * @default not compared
   */
  readonly reconcile?: string;
  /** The HTML file to write the report to. @default no page is written */
  readonly html?: string;
  /**
   * The file of earlier runs, to compare with and to add this run to. @default beside the config, in .orgduty/history
   */
  readonly history?: string;
  /** Print the report as one JSON document. @default false */
  readonly json?: boolean;
}

/** Verify reads neither the log archive nor a state. */
const WORKED_IN = ["management", "administrator"] as const;

/** `orgduty verify`: compares what is really on with what the config wants. */
export async function run(options: VerifyOptions, io: Io): Promise<number> {
  const project = openProject(options, io);
  const mode = fleetModeOf(options, project.config, io);
  const regions = chosenRegions(project, options.region);
  stateNotes(project, mode.kind).forEach(io.err);
  const endpoint = mode.kind === "local" ? { endpoint: mode.endpoint } : {};
  const place = { config: project.config, regions, ...endpoint };
  const since = options.reconcile === undefined ? undefined : reconcileSince(options.reconcile, place);
  const making = samplePlan(project, { ...project, regions, ...endpoint }, options);
  const organizations = organizationsOf(
    project.config,
    regions.map((region) => ({ partition: partitionOf(region) })),
  );
  await openAccounts({ organizations, purpose: "plan", mode, only: WORKED_IN, partly: true }, io);
  if (making) await openAccounts({ ...makersOf(making, options), purpose: "apply", mode }, io);
  const props: VerifyProps = {
    ...project,
    resources: await loadExpectedResources(project, io),
    regions,
    ...endpoint,
    signal: io.signal,
    onRegion: (region, outcome) =>
      io.progress(`${region}: ${"gaps" in outcome ? `${outcome.gaps.length} gaps` : visible(outcome.error)}`),
  };
  const verification = await verified(props, options, io);
  const samples = making ? await makeSamples(making, io) : [];
  const reconciliation = since === undefined ? undefined : await reconcileFindings(place, since, io);
  const history = historyPath(project, mode.kind === "local", options, io);
  const earlier = earlierRuns(history, io);
  const entry = entryOf(verification, earlier);
  const report: Report = {
    ...{ verification, samples, ...(reconciliation && { reconciliation }) },
    change: changeSince(earlier, verification),
    history: { runs: [...earlier, entry] },
    exceptions: exceptionsOf(project.config),
  };
  // The result is printed before any file is written. If writing the page fails, this run's gaps are not added to the
  // history.
  io.out(options.json ? JSON.stringify(reportDocument(report), null, 2) : verifyText(report));
  if (options.html) {
    const page = resolve(io.cwd, options.html);
    written("--html", page, () => writeFileSync(page, renderPage(verifyReport(report))));
  }
  written("--history", history, () => appendEntry(history, entry));
  if (hasUnread(report)) return EXIT.error;
  if (hasFailures(report)) {
    sayNext(io, options, "plan", "shows what Terraform would put right; each gap says its own fix");
    return EXIT.failures;
  }
  const isDelivered =
    making !== undefined ||
    Object.values(project.config.organizations).every(({ forwarding }) => !forwarding);
  if (!isDelivered) sayNext(io, options, "verify --sample", "proves that a finding reaches the log relay");
  return EXIT.fine;
}

function historyPath({ config }: Project, isLocal: boolean, { history }: VerifyOptions, { cwd }: Io): string {
  if (history) return resolve(cwd, history);
  const folders = [".orgduty", ...(isLocal ? ["local"] : []), "history"];
  return join(dirname(config.path), ...folders, `${config.name}.jsonl`);
}

/** If the history file cannot be read, nothing counts as changed, and the result is printed anyway. */
function earlierRuns(history: string, io: Io): Entry[] {
  try {
    return readHistory(history);
  } catch (error) {
    io.err(`${history}: not compared with earlier runs, ${(error as Error).message}`);
    return [];
  }
}

/** @throws CommandError if the file cannot be written */
function written(option: string, file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const fix = `name a file in a folder that is there and may be written, with ${option}`;
    throw new CommandError(`${file}: not written, ${(error as Error).message}`, fix);
  }
}

async function verified(props: VerifyProps, { wait }: VerifyOptions, io: Io): Promise<Verification> {
  if (wait === undefined) return verify(props);
  return verifyUntilSettled(props, wait * 60_000, (passing, leftMs) =>
    io.err(`${passing} gaps that may pass: waiting, for ${Math.ceil(leftMs / 60_000)} minutes at most`),
  );
}

function chosenRegions({ config }: Project, names: readonly string[]): readonly Region[] {
  const unknown = names.find((name) => !isRegion(name) || !config.regions.includes(name));
  if (unknown !== undefined)
    throw new CommandError(
      `--region: the config has no region "${unknown}"`,
      offerRegion(unknown, config.regions),
    );
  return names.length === 0 ? config.regions : config.regions.filter((region) => names.includes(region));
}
