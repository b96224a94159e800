import { Document, stringify } from "yaml";
import type { PipelineFile, Place } from "../pipeline-file";
import { withHead } from "../pipeline-file";
import { versionOf } from "./actions";

/** A step of a job: a pinned action, or a script. A script never has an expression in it: what it needs comes by `env`. */
export interface Step {
  readonly name: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly "continue-on-error"?: boolean;
  readonly run?: string;
}

/** What a job may do with the repository, and no more. */
export type Permissions = Readonly<Record<string, "read" | "write">>;

/** A job of a workflow. */
export interface Job {
  readonly name: string;
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly "runs-on": string;
  readonly "timeout-minutes": number;
  readonly environment?: string;
  readonly concurrency?: { readonly group: string; readonly "cancel-in-progress": boolean };
  readonly permissions: Permissions;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly "fail-fast": boolean; readonly matrix: { readonly shard: unknown } };
  readonly env?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

/** A workflow of GitHub Actions. */
export interface Workflow {
  readonly name: string;
  readonly on: object;
  readonly concurrency?: { readonly group: string; readonly "cancel-in-progress": boolean };
  readonly jobs: Readonly<Record<string, Job>>;
}

/** A list on one line. */
export function onOneLine(items: readonly (number | string)[]): unknown {
  return new Document().createNode(items, { flow: true });
}

/** The runner's image, unless the config names a runner. `ubuntu-latest` would change by itself. */
export const RUNNER = "ubuntu-24.04";

/** A workflow as its file. Nothing is allowed that a job does not ask for. `runner` has the labels of runners of one's own. */
export function workflowFile(
  file: string,
  workflow: Workflow,
  place: Place,
  runner?: readonly string[],
): PipelineFile {
  const { jobs, ...rest } = workflow;
  const runsOn = runner === undefined ? {} : { "runs-on": onOneLine(runner) };
  const document = {
    ...rest,
    permissions: {},
    defaults: { run: { shell: "bash" } },
    env: { ORGDUTY_CONFIG: place.config },
    jobs: Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, { ...job, ...runsOn }])),
  };
  const text = stringify(document, {
    lineWidth: 0,
    aliasDuplicateObjects: false,
    flowCollectionPadding: false,
  })
    .replace(/^(\s*(?:- )?uses: )(\S+)$/gm, (line, start: string, uses: string) => {
      const version = versionOf(uses);
      return version === undefined ? line : `${start}${uses} # ${version}`;
    })
    .replace(/^(on|concurrency|permissions|defaults|env|jobs):/gm, "\n$1:")
    .replace(/^ {2}[\w-]+:$(?=\n {4}name:)/gm, "\n$&")
    .replace("\njobs:\n\n", "\njobs:\n");
  return { path: `.github/workflows/${file}`, text: withHead(text, place) };
}
