import { sha256 } from "../plans-folder/hashing";

/** A file that `orgduty pipeline` writes into the repository. */
export interface PipelineFile {
  /** Relative to the root of the repository. */
  readonly path: string;
  readonly text: string;
}

/** Where things are in the repository. */
export interface Place {
  /** The config, relative to the root of the repository. */
  readonly config: string;
  /** What writes the files, as in `./orgduty pipeline github`. */
  readonly command: string;
}

const MARK = "# A change by hand is seen by this sum: sha256 ";

/** Puts a head before the text of a file. It says who wrote the file, and holds a sum that shows a change by hand. */
export function withHead(body: string, { config, command }: Place): string {
  return `# Written by ${command} from ${config}. Change that file, and write this one again.\n${MARK}${sha256(body)}\n${body}`;
}

/** Whether a text is as `orgduty pipeline` wrote it, whatever the config was then. */
export function isAsWritten(text: string): boolean {
  const [, sum, body] = /^# .*\n# A change by hand [^\n]* ([0-9a-f]{64})\n([^]*)$/.exec(text) ?? [];
  return body !== undefined && sha256(body) === sum;
}
