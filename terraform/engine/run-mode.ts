/** What a run talks to: nothing at all, a local AWS at a loopback URL, or AWS. */
export type RunMode =
  | { readonly kind: "offline" }
  | { readonly kind: "local"; readonly endpoint: string }
  | { readonly kind: "live" };
