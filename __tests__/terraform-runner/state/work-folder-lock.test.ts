import { lock } from "proper-lockfile";
import { interruption } from "../../../config/problems/operator-error";
import { withLockedFolder } from "../../../terraform/state/work-folder-lock";
import { temporaryFolder } from "../support/temporary-folder";

jest.mock("proper-lockfile", () => ({
  lock: jest.fn(jest.requireActual<{ lock: typeof lock }>("proper-lockfile").lock),
}));

describe("the lock of a work folder", () => {
  const folder = temporaryFolder();

  const lose = () => jest.mocked(lock).mock.lastCall?.[1]?.onCompromised?.(new Error("the lock is gone"));
  const untilAborted = (signal: AbortSignal) =>
    new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(interruption())));

  it("interrupts what runs when it is lost, and says so once that has ended", async () => {
    const told: string[] = [];
    const working = withLockedFolder(
      folder(),
      (signal) => {
        setImmediate(lose);
        return untilAborted(signal);
      },
      { tell: (text) => void told.push(text) },
    );
    await expect(working).rejects.toThrow(
      `the lock of ${folder()} was lost: something deleted it, or took it\n  fix: make sure that no other orgduty works there`,
    );
    expect(told).toEqual([`the lock of ${folder()} is lost: the running stacks are interrupted`]);
  });

  it("lets work that heeds its loss give its outcome", async () => {
    const outcome = withLockedFolder(folder(), async (signal) => {
      lose();
      return signal.aborted;
    });
    await expect(outcome).resolves.toBe(true);
  });

  it("is not lost where a renewal meets its release", async () => {
    const tell = jest.fn();
    await withLockedFolder(folder(), async () => undefined, { tell });
    lose();
    expect(tell).not.toHaveBeenCalled();
  });

  it("hands a person's interruption on", async () => {
    const person = new AbortController();
    const working = withLockedFolder(
      folder(),
      (signal) => {
        setImmediate(() => person.abort());
        return untilAborted(signal);
      },
      { signal: person.signal },
    );
    await expect(working).rejects.toMatchObject({ name: "AbortError" });
  });
});
