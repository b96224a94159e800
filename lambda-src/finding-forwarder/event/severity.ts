/** Only heartbeats are informational. */
export type Severity = "informational" | "low" | "medium" | "high" | "critical";

/**
 * GuardDuty's severity bands. Its documentation gives them as 1.0-3.9, 4.0-6.9, 7.0-8.9 and 9.0-10.0. Here they are
 * half-open, because 8.95 must be in one of them.
 * https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html
 */
export function severityOf(score: number): Severity {
  if (score < 4) return "low";
  if (score < 7) return "medium";
  if (score < 9) return "high";
  return "critical";
}
