/** An action of GitHub, by the commit of one release. */
interface Action {
  readonly name: string;
  readonly version: string;
  readonly sha: string;
}

/**
 * Every action that the workflows use. A tag can be moved, a commit cannot. Each commit was read from public workflows that pin the same
 * release, several for each, in November 2026; to compare one: `git ls-remote https://github.com/actions/checkout v6.0.2`.
 * Terraform is fetched by `orgduty terraform install`, and comments are written by `orgduty pipeline comment`: neither needs an action.
 */
export const ACTIONS = {
  checkout: {
    name: "actions/checkout",
    version: "v6.0.2",
    sha: "de0fac2e4500dabe0009e67214ff5f5447ce83dd",
  },
  setupNode: {
    name: "actions/setup-node",
    version: "v6.2.0",
    sha: "6044e13b5dc448c55e2357c09f80417699197238",
  },
  credentials: {
    name: "aws-actions/configure-aws-credentials",
    version: "v5.1.1",
    sha: "61815dcd50bd041e203e49132bacad1fd04d2708",
  },
  upload: {
    name: "actions/upload-artifact",
    version: "v6.0.0",
    sha: "b7c566a772e6b6bfb58ed0dc250532a479d7789f",
  },
  download: {
    name: "actions/download-artifact",
    version: "v7.0.0",
    sha: "37930b1c2abaa49bbe596cd826c3c89aef350131",
  },
  restoreCache: {
    name: "actions/cache/restore",
    version: "v5.0.3",
    sha: "cdf6c1fa76f9f475f3d7449005a359c84ca0f306",
  },
  saveCache: {
    name: "actions/cache/save",
    version: "v5.0.3",
    sha: "cdf6c1fa76f9f475f3d7449005a359c84ca0f306",
  },
  uploadSarif: {
    name: "github/codeql-action/upload-sarif",
    version: "v4.32.3",
    sha: "9e907b5e64f6b83e7804b09294d44122997950d6",
  },
} as const satisfies Readonly<Record<string, Action>>;

/** How a step names an action. */
export function pinned({ name, sha }: Action): string {
  return `${name}@${sha}`;
}

/** The release of a pinned action, for the comment behind it. */
export function versionOf(uses: string): string | undefined {
  return Object.values<Action>(ACTIONS).find((action) => pinned(action) === uses)?.version;
}
