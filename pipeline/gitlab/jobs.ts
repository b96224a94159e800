/** A job of GitLab CI, with the keys that are used here. */
export interface GitlabJob {
  readonly extends?: readonly string[];
  readonly stage?: string;
  readonly image?: string;
  readonly tags?: readonly string[];
  readonly rules?: readonly { readonly if: string; readonly when?: "manual" | "never" }[];
  readonly parallel?: number;
  readonly needs?: readonly (string | { readonly job: string; readonly artifacts: boolean })[];
  readonly id_tokens?: Readonly<Record<string, { readonly aud: string }>>;
  readonly variables?: Readonly<Record<string, string>>;
  readonly environment?: { readonly name: string; readonly action?: "start" };
  readonly resource_group?: string;
  readonly interruptible?: boolean;
  readonly timeout?: string;
  readonly cache?: object;
  readonly before_script?: readonly string[];
  readonly script?: readonly string[];
  readonly artifacts?: {
    readonly paths: readonly string[];
    readonly access: "developer" | "maintainer";
    readonly expire_in: string;
    readonly when?: "always";
  };
}
