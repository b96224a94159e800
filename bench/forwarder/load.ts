/** What a process under load is asked for, as JSON in its environment. */
export interface Load {
  /** ours: the bundle. usual: one invocation and one HTTPS request a finding. floor: parse, stringify and gzip only. */
  readonly handler: "ours" | "usual" | "floor";
  /** The bundle, for ours. */
  readonly script: string;
  /** Where the usual handler posts to. */
  readonly url: string;
  readonly ca: string;
  readonly batchSize: number;
  readonly findingBytes: number;
}

/** What it measured of itself, while it delivered as many findings as it was asked to. */
export interface Measured {
  readonly perSecond: number;
  readonly perCpuSecond: number;
  readonly maxResidentMegabytes: number;
  readonly node: string;
}

export const LOAD_VARIABLE = "ORGDUTY_BENCH_LOAD";
