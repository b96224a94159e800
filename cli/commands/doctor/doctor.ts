import { isRegion, type Region } from "../../../config/regions";
import { loadConfig } from "../../../config/open-config";
import { ProblemsError } from "../../../config/problems/problems";
import { offerRegion } from "../../../config/schema/region";
import type { OrgdutyConfig } from "../../../config/config";
import { diagnose, type DoctorProps } from "../../../doctor/doctor";
import { at, unchecked, type Line } from "../../../doctor/line";
import { doctorDocument } from "../../../doctor/report/document";
import { doctorText } from "../../../doctor/report/doctor-text";
import { verdictOf } from "../../../doctor/report/verdict";
import { visible } from "../../../drawing/text";
import { loadProject } from "../../../organization/load-project";
import { findConfig, type ConfigOptions } from "../../open-project";
import { runModeOf, type ModeOptions } from "../../run-mode";
import { CommandError, EXIT, type Io } from "../../terminal/io";
import { sayNext } from "../../terminal/next-step";
import { loadExpectedResources } from "../verify/expected-resources";
import { heldAddresses } from "./held-addresses";

/** Flags of `orgduty doctor`. */
export interface DoctorOptions extends ConfigOptions, Pick<ModeOptions, "aws"> {
  readonly region: readonly string[];
  /** Print one JSON document. @default false */
  readonly json?: boolean;
}

/** `orgduty doctor`: asks AWS what would make plan or apply fail. It changes nothing. */
export async function run(options: DoctorOptions, io: Io): Promise<number> {
  const path = findConfig(options, io);
  const config = loadConfig(path);
  const mode = runModeOf(options, path, io);
  const regions = chosenRegions(config, options.region);
  const [declared, states] = await Promise.all([declaredBy(path, config, io), heldAddresses(config, mode)]);
  const diagnosis = await diagnose({
    ...{ config, regions, ...declared },
    held: states.held,
    doubts: [...declared.doubts, ...states.doubts],
    ...(mode.kind === "local" ? { endpoint: mode.endpoint } : {}),
    signal: io.signal,
    onProgress: (text) => io.progress(visible(text)),
  });
  io.out(options.json ? JSON.stringify(doctorDocument(diagnosis), null, 2) : doctorText(diagnosis));
  const { blockers, unchecked: unread } = verdictOf(diagnosis);
  if (blockers > 0) return EXIT.failures;
  if (unread > 0) return EXIT.error;
  sayNext(io, options, "plan", "shows what apply will do");
  return EXIT.fine;
}

type Declared = Pick<DoctorProps, "snapshots" | "resources" | "doubts">;

/** What the stacks declare. Without a usable snapshot nothing is known of that, and the rest is checked all the same. */
async function declaredBy(path: string, config: OrgdutyConfig, io: Io): Promise<Declared> {
  try {
    const project = loadProject(path);
    const resources = await loadExpectedResources(project, io);
    return { snapshots: project.snapshots, resources, doubts: [] };
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    return { snapshots: {}, resources: [], doubts: withoutSnapshot(config, error) };
  }
}

function withoutSnapshot({ organizations }: OrgdutyConfig, { message }: ProblemsError): Line[] {
  const what =
    "names already taken, permissions, and accounts that changed: there is no snapshot to plan from";
  const finding = unchecked("organization", what, message.replace(/\s+/g, " "), "./orgduty discover");
  return Object.values(organizations).flatMap(({ partition }) => at({ partition }, [finding]));
}

function chosenRegions(config: OrgdutyConfig, names: readonly string[]): readonly Region[] {
  const unknown = names.find((name) => !isRegion(name) || !config.regions.includes(name));
  if (unknown !== undefined)
    throw new CommandError(
      `--region: the config has no region "${unknown}"`,
      offerRegion(unknown, config.regions),
    );
  return names.length === 0 ? config.regions : config.regions.filter((region) => names.includes(region));
}
