import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { appendDriftLine, driftLine, readDriftHistory } from "../../../../cli/commands/drift/drift-history";
import type { DriftedResource } from "../../../../cli/commands/drift/drifted-resource";
import { temporaryFolder } from "../../../terraform-runner/support/temporary-folder";

const day = (number: number) => `2026-11-0${number}T00:00:00.000Z`;
const run = (number: number, stacks: string[]) => ({ checkedAt: day(number), stacks, unread: [] });
const drifted = (stack: string, address = "aws_sqs_queue.a") => ({ stack, address }) as DriftedResource;

describe("the history of drift", () => {
  const folder = temporaryFolder();
  const file = () => join(folder(), "history/acme.drift.jsonl");

  it("is a line a run, which reads back; half a line and foreign ones are left out", () => {
    const first = driftLine(run(1, ["a"]), [drifted("a")], []);
    appendDriftLine(file(), first);
    appendFileSync(file(), '{"verifiedAt":"2026"}\n{"checkedAt":');
    const second = driftLine(run(2, ["a"]), [], readDriftHistory(file()));
    appendDriftLine(file(), second);
    expect(readDriftHistory(file())).toEqual([first, second]);
    expect(readFileSync(file(), "utf8").split("\n")).toHaveLength(5);
  });

  it("keeps when a drift was first seen, over runs that did not read its stack", () => {
    const first = driftLine(run(1, ["a", "b"]), [drifted("a"), drifted("b")], []);
    const other = driftLine(run(2, ["b"]), [], [first]);
    const third = driftLine(
      run(3, ["a", "b"]),
      [drifted("a"), drifted("b"), drifted("a", "new")],
      [first, other],
    );
    expect(third.drift).toEqual({
      "a aws_sqs_queue.a": day(1),
      // It was mended meanwhile.
      "b aws_sqs_queue.a": day(3),
      "a new": day(3),
    });
  });
});
