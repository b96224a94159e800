import type { FaultCase } from "./fault-case";
import type { Ending } from "./run-fault";

const INTRODUCTION = `# The fault matrix

\`__tests__/e2e/forwarder-faults.test.ts\` runs each case against the bundle on Node 22, with real TLS servers and a queue.
It fails if its results differ from this table. With \`ORGDUTY_WRITE_FAULT_MATRIX=1\` it writes the table.

A case ends when the queue is empty. Each message is then at the relay, or in the dead-letter queue with its reason. Findings
may arrive more than once; the relay recognizes them by id and updatedAt.

| relay | fault | what happens | messages | delivered | dead letters, and why | lost |
|---|---|---|---|---|---|---|
`;

/** The table as docs/fault-matrix.md shows it. */
export function matrixOf(endings: readonly (readonly [FaultCase, Ending])[]): string {
  const rows = endings.map(([{ relay, fault, course }, { messages, delivered, deadLetters, lost }]) => {
    const dead = Object.entries(deadLetters).map(([reason, count]) => `${count}: ${reason}`);
    return `| ${[relay, fault, course, messages, delivered, dead.join("<br>") || "none", lost.length].join(" | ")} |\n`;
  });
  return INTRODUCTION + rows.join("");
}
