import { quoted } from "../../terminal/next-step";
import type { Review } from "../../../plan-review/report/review";

/** What the next command takes over from this one. */
export interface NextStepProps {
  readonly review: Pick<Review, "verdict" | "provenance">;
  /** --config as it was given. @default none was given */
  readonly config?: string;
  readonly out: string;
  /** Whether the plans are of the bootstrap part. @default false */
  readonly isBootstrap?: boolean;
}

/** The command that makes sense after a review, to copy. */
export function nextStep({ review, config, out, isBootstrap }: NextStepProps): string {
  const { verdict, provenance } = review;
  const plan = isBootstrap ? "bootstrap" : "plan";
  const local = provenance.mode === "local" ? " --aws local" : "";
  const offline = provenance.mode === "offline" ? " --offline" : "";
  const flags = `${config === undefined ? "" : ` --config ${quoted(config)}`}${out === "plans" ? "" : ` --out ${quoted(out)}`}`;
  if (!verdict.passed) return `next, once what fails is mended: ./orgduty ${plan}${flags}${offline}${local}`;
  if (provenance.mode === "offline") return `next, with credentials of AWS: ./orgduty ${plan}${flags}`;
  return `next: ./orgduty apply${flags}${local}`;
}
