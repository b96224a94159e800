import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { readAccounts } from "../../organization/read-live";
import { withPatience, type Patience } from "../../organization/patience";
import { OrganizationsStub, type Operation } from "./organizations-stub";

/** Lists accounts with a clock that only waits move. */
async function listed(operation: Operation, patience: Patience = {}) {
  const stub = new OrganizationsStub({ ListAccounts: operation });
  const client = new OrganizationsClient({ ...(await stub.settings()), maxAttempts: 1 });
  const told: string[] = [];
  let clock = 0;
  withPatience(client, {
    now: () => clock,
    sleep: async (milliseconds) => void (clock += milliseconds),
    tell: (text) => told.push(text),
    ...patience,
  });
  try {
    const accounts = await readAccounts(client).catch((error: unknown) => error as Error & { fix?: string });
    return { accounts, told, clock };
  } finally {
    client.destroy();
    await stub.stop();
  }
}

describe("withPatience", () => {
  const throttled = (times: number): Operation => {
    let calls = 0;
    return () => (calls++ < times ? "TooManyRequestsException" : { Accounts: [] });
  };

  it("tries on while Organizations throttles, and says so with the time that is left", async () => {
    const { accounts, told } = await listed(throttled(3));
    expect(accounts).toEqual([]);
    expect(told).toHaveLength(3);
    expect(told[0]).toBe("Organizations throttles ListAccounts: tried 1 times, trying for 120 s more");
  });

  it("gives up after its time with the true reason, not with advice to sign in", async () => {
    const { accounts, clock } = await listed(throttled(Infinity), { milliseconds: 60_000 });
    expect(clock).toBe(60_000);
    expect(accounts).toMatchObject({
      message: expect.stringMatching(/^Organizations throttled ListAccounts for 60 s, \d+ times in a row$/),
      fix: expect.stringContaining("run it again when that has ended"),
    });
  });

  it("passes on every other error at once, with the call's name", async () => {
    const { accounts, told } = await listed(() => "AccessDeniedException");
    expect(accounts).toMatchObject({ name: "AccessDeniedException", operation: "ListAccounts" });
    expect(told).toEqual([]);
  });
});
