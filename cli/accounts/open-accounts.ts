import { doorsOf } from "../../aws-clients/identity/doors";
import { openDoor, type ClosedDoor, type OpenDoor } from "../../aws-clients/identity/open-door";
import { answerMfaWith } from "../../aws-clients/sources/mfa";
import type { Credentials } from "../../aws-clients/sources/renewed";
import { mfaLink } from "../../aws-clients/sources/source";
import type { OrganizationConfig } from "../../config/config";
import type { RunMode } from "../../terraform/engine/run-mode";
import { CommandError, type Io } from "../terminal/io";
import { closedText, endingText, openText } from "./account-text";
import { handOver } from "./hand-over";

/** Which accounts a command works in, and how. */
export interface AccountsProps {
  readonly organizations: readonly OrganizationConfig[];
  readonly purpose: "plan" | "apply";
  readonly mode: RunMode;
  /** Only these doors of each organization. @default all */
  readonly only?: readonly OpenDoor["door"]["account"][];
  /**
   * Terraform works with them too, which asks for no MFA code and does not know `aws login`.
   * @default false
   */
  readonly terraform?: boolean;
  /** The command's name if it must not be cut off by keys that end. @default it may be */
  readonly long?: string;
  /** Go on if at least one account is open, because the command reports what it could not read. @default false */
  readonly partly?: boolean;
}

/**
 * Signs in to every account before anything is done there, says which they are, and refuses if one is another account
 * than the config expects. Only a live run does anything.
 * @returns the environment for Terraform: the person's, with the sessions that it cannot begin itself
 * @throws CommandError with every account that stays closed, and its fix
 */
export async function openAccounts(props: AccountsProps, io: Io): Promise<NodeJS.ProcessEnv> {
  const { organizations, purpose, mode, only, partly, long } = props;
  if (mode.kind !== "live") return io.env;
  answerMfaWith(io.interactive ? io.ask : undefined);
  const doors = organizations
    .flatMap((organization) => doorsOf(organization, purpose))
    .filter(({ account }) => only === undefined || only.includes(account));
  const tried = await Promise.all(doors.map((door) => openDoor(door, io.signal)));
  const judged = props.terraform ? tried.map(closedToTerraform) : tried;
  const open = judged.filter((door) => "identity" in door);
  const closed = judged.filter((door) => "problem" in door);
  openText(open, purpose).forEach(io.err);
  if (closed.length > 0) {
    const { message, fix } = closedText(closed);
    const refusal = new CommandError(message, fix);
    if (!partly || open.length === 0) throw refusal;
    io.err(refusal.message);
  }
  if (long !== undefined) endingText(open, long, new Date()).forEach(io.err);
  return props.terraform ? handOver(io.env, sessionsOf(open)) : io.env;
}

/** Its keys last a quarter of an hour, so that they are not handed over: a process that renews them is the way. */
function closedToTerraform(tried: OpenDoor | ClosedDoor): OpenDoor | ClosedDoor {
  if (!("identity" in tried) || tried.source.kind !== "aws login") return tried;
  const name = tried.source.links.at(-1)!.name;
  const what = `the profile ${name} is signed in by \`aws login\`, which Terraform's provider does not know`;
  const fix = `add a profile with credential_process = aws configure export-credentials --profile ${name} --format process, and name that one`;
  return { door: tried.door, problem: { what, fix } };
}

function sessionsOf(open: readonly OpenDoor[]): Map<string, Credentials> {
  const asked = open.filter(({ source }) => mfaLink(source) !== undefined);
  return new Map(asked.map(({ source, keys }) => [source.links[0]!.name, keys]));
}
