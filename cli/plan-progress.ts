import type { Step } from "../terraform/stack-run";
import type { Io } from "./io";

/** Tells on stderr how far the stacks are: a live line on a terminal, and a line for each finished stack. */
export function planProgress(total: number, io: Io): (stack: string, step: Step | "done" | "failed") => void {
  const running = new Map<string, Step>();
  let finished = 0;
  return (stack, step) => {
    if (step === "done" || step === "failed") {
      running.delete(stack);
      finished += 1;
      io.err(
        `${String(finished).padStart(String(total).length)}/${total} ${stack} ${step === "done" ? "planned" : "FAILED"}`,
      );
    } else {
      running.set(stack, step);
    }
    const now = [...running].map(([name, current]) => `${name} ${current}`).join(", ");
    if (now) io.progress(`${finished}/${total} ${now}`);
  };
}
