import type { FaultCase } from "./fault-case";
import type { Ending } from "./run-fault";

const INTRODUCTION = `# The fault matrix

Written by \`__tests__/e2e/forwarder-faults.test.ts\`, which plays each case against the bundle on Node 22, real TLS
servers and a queue, and fails when this table is not what it saw. \`ORGDUTY_WRITE_FAULT_MATRIX=1\` makes it write the table.

A case ends when the queue is empty. Each message is then at the relay or in the dead-letter queue with its reason; findings may
arrive more than once, and are recognized by id and updatedAt.

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
