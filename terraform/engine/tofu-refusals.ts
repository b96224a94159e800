/** Words that either engine may break into lines anywhere. */
const SAYS = {
  lockChanges: /Provider\s+dependency\s+changes\s+detected/,
  otherValue: /Mismatch\s+between\s+input\s+and\s+plan\s+variable\s+value/,
};

/**
 * What is behind a message that only OpenTofu gives, and what to do. Undefined for every other message.
 * Sources: https://github.com/opentofu/opentofu/pull/2791 (it adds its own registry's entry to a lock file of Terraform, which
 * init may not here) and https://github.com/opentofu/opentofu/issues/3623
 */
export function tofuRefusal(diagnostics: string, lockFile: string): string | undefined {
  if (SAYS.lockChanges.test(diagnostics))
    return `OpenTofu takes the provider from its own registry, and ${lockFile} has none of it: Terraform made it
fix: plan with Terraform; or, to change to OpenTofu for good, delete ${lockFile}, plan, and commit what that writes`;
  if (SAYS.otherValue.test(diagnostics))
    return `OpenTofu refuses to apply with another role than the plan's, although the variable is ephemeral
fix: plan and apply with Terraform, or name the same role under credentials.plan and credentials.apply`;
  return undefined;
}
