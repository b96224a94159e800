import type { Step } from "../terraform/engine/stack-run";
import type { Io } from "./terminal/io";

/**
 * Shows on stderr how far the stacks are: a live line on a terminal, and a line for each finished stack.
 * @param finished the word for a finished stack, e.g. "planned"
 */
export function stackProgress(
  total: number,
  finished: string,
  io: Io,
): (stack: string, step: Step | "done" | "failed") => void {
  const running = new Map<string, Step>();
  let count = 0;
  return (stack, step) => {
    if (step === "done" || step === "failed") {
      running.delete(stack);
      count += 1;
      const place = `${String(count).padStart(String(total).length)}/${total}`;
      io.err(`${place} ${stack} ${step === "done" ? finished : "FAILED"}`);
    } else {
      running.set(stack, step);
    }
    const now = [...running].map(([name, current]) => `${name} ${current}`).join(", ");
    if (now) io.progress(`${count}/${total} ${now}`);
  };
}
