import { rmSync } from "node:fs";
import { run, type StateUnlockOptions } from "../../../../cli/commands/state/state-unlock";
import { copyOfExample } from "../../../support/orgduty";
import { recordedIo } from "../../terminal/recorded-io";

describe("orgduty state unlock", () => {
  const { folder, config } = copyOfExample("acme");
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const unlock = (options: Partial<StateUnlockOptions>, answer?: string) => {
    const io = recordedIo(folder, { ...process.env, ORGDUTY_LOCAL_AWS_URL: "http://127.0.0.1:1" });
    const asked = { interactive: true, ask: () => Promise.resolve(answer ?? "") };
    const given = { config, stack: "us-east-1", id: "abc", aws: "local" as const, ...options };
    return run(given, answer === undefined ? io : { ...io, ...asked });
  };

  it("rejects to work without a terminal and without --yes", () =>
    expect(unlock({})).rejects.toThrow("state unlock asks first, and there is no terminal to ask on"));

  it("rejects a stack that the config does not have", () =>
    expect(unlock({ stack: "us-east-9", yes: true })).rejects.toThrow('the config has no stack "us-east-9"'));

  it("removes nothing unless the answer is yes", async () => {
    expect(await unlock({}, "y")).toBe(1);
    // With yes it goes on, to where it finds that the state is a file.
    await expect(unlock({}, "yes")).rejects.toThrow("is a file, whose lock ends with its process");
  });
});
