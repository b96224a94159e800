import { Attempts } from "../../../aws-clients/attempts";
import { Calls } from "../../../aws-clients/calls";
import { readPipeline } from "../../../verification/read/read-pipeline";
import type { RegionClients } from "../../../aws-clients/region-clients";
import { wantedPipeline } from "../../../intent/wanted-pipeline";
import { hub } from "../../support/forwarding-fleets";

const { config } = hub();
const organization = config.organizations.aws!;
const account = organization.administratorAccountId;
const kmsKeyArn = `arn:aws:kms:${organization.homeRegion}:${account}:key/mrk-1`;
const encrypted = { ...organization, forwarding: { ...organization.forwarding!, kmsKeyArn } };
/** The region that has the most: its own rules and queues, the hub's, and the function. */
const wanted = wantedPipeline(config, encrypted, organization.homeRegion)!;

const SERVICES = ["events", "queues", "lambda", "secrets", "keys", "metrics"] as const;
/** Clients that find everything there and empty, but for those that are refused. */
function clients(refused: readonly string[] = []): RegionClients {
  const entries = SERVICES.map((name) => {
    const denied = Object.assign(new Error("not authorized"), { name: "AccessDeniedException" });
    const send = () => (refused.includes(name) ? Promise.reject(denied) : Promise.resolve({}));
    return [name, { send }] as const;
  });
  return Object.fromEntries(entries) as unknown as RegionClients;
}

describe("Reading a pipeline", () => {
  it("takes 17 calls where there is most, so that with seven of GuardDuty's a region takes 24", async () => {
    const calls = new Calls();
    await readPipeline(wanted, clients(), calls, new Attempts());
    expect(calls.count).toBe(17);
  });

  it("goes on where one service refuses, and says what was not read and what to do", async () => {
    const attempts = new Attempts();
    const found = await readPipeline(wanted, clients(["keys"]), new Calls(), attempts);
    expect(found.keyPolicies).toEqual({ [kmsKeyArn]: "unread" });
    expect(found.alarms).toEqual([]);
    expect(attempts.unread).toEqual([
      {
        part: `policy of key ${kmsKeyArn}`,
        error: "AccessDeniedException: not authorized",
        fix: "allow this call for the role: docs/verifying.md lists the calls that verify makes",
      },
    ]);
  });

  it("tells a metric that could not be read from one that says nothing", async () => {
    const read = async (refused: string[]) =>
      (await readPipeline(wanted, clients(refused), new Calls(), new Attempts())).delivery.lastDeliveryAt;
    expect([await read([]), await read(["metrics"])]).toEqual([undefined, "unread"]);
  });

  it("is interrupted all the same", async () => {
    const calls = new Calls({ signal: AbortSignal.abort() });
    await expect(readPipeline(wanted, clients(), calls, new Attempts())).rejects.toThrow("abort");
  });
});
