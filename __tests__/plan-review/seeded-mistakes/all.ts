import { ACCESS_AND_PROCESS_MISTAKES } from "./access-and-process";
import { BOOTSTRAP_MISTAKES } from "./bootstrap";
import { CONFORMANCE_MISTAKES } from "./conformance";
import { COVERAGE_MISTAKES } from "./coverage";
import { DETECTION_MISTAKES } from "./detection";
import { EVASIONS } from "./evasions";
import { HAND_WRITTEN_MISTAKES } from "./hand-written";
import { PATH_MISTAKES } from "./findings-path";
import type { SeededMistake } from "./mistake";
import { SIMULATED_MISTAKES } from "./simulated-path";

/** Every seeded mistake, in the order of docs/seeded-mistakes.md. */
export const SEEDED_MISTAKES: readonly SeededMistake[] = [
  ...COVERAGE_MISTAKES,
  ...DETECTION_MISTAKES,
  ...PATH_MISTAKES,
  ...ACCESS_AND_PROCESS_MISTAKES,
  ...HAND_WRITTEN_MISTAKES,
  ...EVASIONS,
  ...CONFORMANCE_MISTAKES,
  ...SIMULATED_MISTAKES,
  ...BOOTSTRAP_MISTAKES,
];
