import type { CommandDeclaration } from "../command";
import { adopt } from "./adopt/command";
import { apply } from "./apply/command";
import { backfill } from "./backfill/command";
import { check } from "./check/command";
import { destroy } from "./destroy/command";
import { discover } from "./discover/command";
import { doctor } from "./doctor/command";
import { drift } from "./drift/command";
import { env } from "./env/command";
import { init } from "./init/command";
import { merge } from "./merge/command";
import {
  pipelineAtlantis,
  pipelineComment,
  pipelineCurrent,
  pipelineGithub,
  pipelineGitlab,
  pipelinePropose,
} from "./pipeline/command";
import { plan } from "./plan/command";
import { redrive } from "./redrive/command";
import { relaySheet } from "./relay-sheet/command";
import { review } from "./review/command";
import { rolesPrint } from "./roles/command";
import { schema } from "./schema/command";
import { seal } from "./seal/command";
import { sign } from "./sign/command";
import { terraformInstall } from "./terraform/command";
import { stateMove, stateUnlock } from "./state/command";
import { unseal } from "./unseal/command";
import { verify } from "./verify/command";
import { local } from "./local/command";

/** Every command, in the order of `--help`. A new one is a folder with a command.ts, and a line here. */
export const COMMANDS: readonly CommandDeclaration[] = [
  init,
  discover,
  doctor,
  adopt,
  check,
  schema,
  plan,
  seal,
  unseal,
  merge,
  review,
  sign,
  apply,
  verify,
  drift,
  redrive,
  backfill,
  relaySheet,
  rolesPrint,
  pipelineGithub,
  pipelineGitlab,
  pipelineAtlantis,
  pipelineComment,
  pipelineCurrent,
  pipelinePropose,
  stateMove,
  stateUnlock,
  destroy,
  terraformInstall,
  env,
  ...local,
];

/** Describes each group: the first word of a command that has two words. */
export const GROUPS: Readonly<Record<string, string>> = {
  relay: "the log relay that findings go to",
  roles: "what IAM has to allow the principals that orgduty works as",
  pipeline: "what a forge runs: pull request, apply, drift on a schedule",
  terraform: "the program that plans and applies",
  state: "where Terraform keeps what it knows of AWS",
  local: "an AWS on this machine, to rehearse a config against",
};
