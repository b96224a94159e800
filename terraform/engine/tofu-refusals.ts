/** Words that an engine may break into lines anywhere. */
const LOCK_CHANGES = /Provider\s+dependency\s+changes\s+detected/;
const OTHER_VALUE = /Mismatch\s+between\s+input\s+and\s+plan\s+variable\s+value/;

/**
 * What is behind OpenTofu's refusal to initialize with a lock file that Terraform made: it adds an entry of its own
 * registry, and may not change the file. Undefined for every other message.
 * Source: https://github.com/opentofu/opentofu/pull/2791
 */
export function lockRefusal(diagnostics: string, lockFile: string): string | undefined {
  if (!LOCK_CHANGES.test(diagnostics)) return undefined;
  return `OpenTofu takes the provider from its own registry, and ${lockFile} has none of it: Terraform made it
fix: plan with Terraform; or, to change to OpenTofu for good, delete ${lockFile}, plan, and commit what that writes`;
}

/**
 * What is behind OpenTofu's refusal to apply with another value than the plan's. Undefined for every other message.
 * Source: https://github.com/opentofu/opentofu/issues/3623
 */
export function valueRefusal(diagnostics: string): string | undefined {
  if (!OTHER_VALUE.test(diagnostics)) return undefined;
  return `OpenTofu refuses to apply with another role than the plan's, although the variable is ephemeral
fix: plan and apply with Terraform, or name the same role under credentials.plan and credentials.apply`;
}
