import type { EarlierSnapshot } from "../read/earlier-snapshot";

/**
 * What a plan was planned against, according to the manifest. A local AWS is given by the URL that the plan itself
 * names.
 */
export interface PlannedAgainst {
  readonly kind: "offline" | "local" | "live";
  readonly endpoint?: string;
}

/**
 * A file that Terraform reads when it applies: where the stack looks for it, and its content if it is built from
 * source.
 */
export interface ExpectedAsset {
  readonly path: string;
  readonly sha256: string;
}

/** One stack as this config and this release produce it. */
export interface ExpectedStack {
  /** cdk.tf.json, byte for byte. */
  readonly configuration: Buffer;
  readonly assets: readonly ExpectedAsset[];
}

/** Every stack as this config and this release produce it. Plan files are compared with these. */
export interface ExpectedStacks {
  readonly stacks: ReadonlyMap<string, ExpectedStack>;
  /** Which code produced them, in words, and the SHA-256 of its source files. */
  readonly code: { readonly sha256: string; readonly said: string };
  /** The snapshots that the repository had before the ones under review. @default nothing to compare with */
  readonly earlierSnapshots?: readonly EarlierSnapshot[];
  /** The lock file beside the config. @default there is none */
  readonly lockFile?: string;
  /** The override that the runner writes beside a stack to keep it away from AWS. Undefined if it writes none. */
  override(stack: string, against: PlannedAgainst): string | undefined;
  /**
   * The stack as it is in this machine's work folder, with the files that Terraform would upload from there. Undefined
   * if it was never planned here. @default nothing was planned here
   */
  workFolder?(stack: string, kind: PlannedAgainst["kind"]): ExpectedStack | undefined;
}
