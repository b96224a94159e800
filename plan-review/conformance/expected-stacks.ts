import type { EarlierSnapshot } from "../read/earlier-snapshot";

/** What a plan was planned against, as the manifest says it; the local AWS by the URL that the plan itself names. */
export interface PlannedAgainst {
  readonly kind: "offline" | "local" | "live";
  readonly endpoint?: string;
}

/** A file that Terraform reads when it applies: where the stack looks for it, and what it is if built from source. */
export interface ExpectedAsset {
  readonly path: string;
  readonly sha256: string;
}

/** One stack as this config and this release make it. */
export interface ExpectedStack {
  /** cdk.tf.json, byte for byte. */
  readonly configuration: Buffer;
  readonly assets: readonly ExpectedAsset[];
}

/** Every stack as this config and this release make it: what a plan file is compared with. */
export interface ExpectedStacks {
  readonly stacks: ReadonlyMap<string, ExpectedStack>;
  /** Whose code made them, in words, and the SHA-256 of its source files. */
  readonly code: { readonly sha256: string; readonly said: string };
  /** What the repository had before the snapshots under review. @default nothing to compare with */
  readonly earlierSnapshots?: readonly EarlierSnapshot[];
  /** The lock file beside the config. @default there is none */
  readonly lockFile?: string;
  /** What the runner writes beside a stack: the override that keeps it from AWS. Undefined: nothing. */
  override(stack: string, against: PlannedAgainst): string | undefined;
}
