import { lock } from "proper-lockfile";
import { withLockedFolder } from "../../terraform/work-folder-lock";
import { temporaryFolder } from "./temporary-folder";

jest.mock("proper-lockfile", () => ({
  lock: jest.fn(jest.requireActual<{ lock: typeof lock }>("proper-lockfile").lock),
}));

describe("the lock of a work folder", () => {
  const folder = temporaryFolder();

  it("may be lost while work is done, and not any more when a renewal meets its release", async () => {
    const lose = () => jest.mocked(lock).mock.lastCall?.[1]?.onCompromised?.(new Error("the lock is gone"));
    await withLockedFolder(folder(), async () => expect(lose).toThrow("the lock is gone"));
    expect(lose).not.toThrow();
  });
});
