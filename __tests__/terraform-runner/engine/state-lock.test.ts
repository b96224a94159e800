import { lockExplained } from "../../../terraform/engine/state-lock";

const REFUSED = `Error: Error acquiring the state lock

Error message: operation error S3: PutObject, https response error
StatusCode: 412, RequestID: 6jjM, HostID: 9Gjj, api error PreconditionFailed: At
least one of the pre-conditions you specified did not hold
Lock Info:
  ID:        eed319f2-31ae-3af8-9f11-51254fc88b39
  Path:      states/acme/us-east-1.tfstate
  Operation: OperationTypeApply
  Who:       alice@ci-runner
  Version:   1.11.4
  Created:   2026-11-27 13:59:11.82850394 +0000 UTC
  Info:      


Terraform acquires a state lock to protect the state from being written
by multiple users at the same time.`;

const NOW = new Date("2026-11-27T17:20:00Z");
const explained = (text: string, now = NOW) =>
  lockExplained(text, { stack: "us-east-1", flags: " --aws local" }, now);

describe("lockExplained", () => {
  it("says whose lock it is, since when, and what removes it", () => {
    expect(explained(REFUSED)).toBe(
      [
        "the state of us-east-1 is locked by alice@ci-runner (apply) since 2026-11-27 13:59 UTC, 3 hours ago",
        "  fix: wait if that still runs; if it was killed, remove its lock: ./orgduty state unlock us-east-1 eed319f2-31ae-3af8-9f11-51254fc88b39 --aws local",
      ].join("\n"),
    );
  });

  it("offers no command for a file, whose lock ends with its process", () => {
    const file = REFUSED.replace(/operation error[^]*did not hold/, "resource temporarily unavailable");
    expect(explained(file)).toContain("locked by alice@ci-runner (apply) since");
    expect(explained(file)).toContain("fix: wait until that has finished");
    expect(explained(file)).not.toContain("unlock");
  });

  it.each([
    ["2026-11-27T13:59:30Z", "\n"],
    ["2026-11-27T14:01:00Z", ", 1 minute ago\n"],
    ["2026-11-27T15:58:00Z", ", 118 minutes ago\n"],
    ["2026-11-29T13:00:00Z", ", 47 hours ago\n"],
    ["2026-12-02T15:00:00Z", ", 5 days ago\n"],
    ["2026-11-27T13:00:00Z", "\n"],
  ])("counts from the lock to %s", (now, expected) => {
    expect(explained(REFUSED, new Date(now))).toContain(`13:59 UTC${expected}`);
  });

  it("says nothing of a lock that could not be made, or of another failure", () => {
    expect(explained("Error: Error acquiring the state lock\n\nAccessDenied")).toBeUndefined();
    expect(
      explained("Error: no such bucket\nWho:       alice\nCreated:   2026-11-27 13:59:11"),
    ).toBeUndefined();
  });
});
