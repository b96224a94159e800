import { Attempts } from "../../../aws-clients/attempts";
import { Calls } from "../../../aws-clients/calls";
import type { RegionClients } from "../../../aws-clients/region-clients";
import { readKeyStates } from "../../../verification/read/keys";
import { Live } from "../../../verification/read/live";
import { acmeWith } from "../../support/forwarding-fleets";
import { healthyRegion } from "../compare/found";

const ACCOUNT = "222222222222";
const keyOf = (account: string) => `arn:aws:kms:eu-west-1:${account}:key/mrk-1`;

/** What is read of a key of this account, which KMS describes so or refuses to. */
async function read(account: string, answer: () => Promise<object>) {
  const project = acmeWith(["us-east-1", "eu-west-1"], { kmsKeyArn: keyOf(account) });
  const { expected } = healthyRegion(project, "eu-west-1");
  const calls = new Calls();
  const attempts = new Attempts();
  const clients = { keys: { send: answer } } as unknown as RegionClients;
  const reading = { clients, calls, attempts, expected, live: new Live(), region: "eu-west-1" };
  const states = await readKeyStates(reading, ACCOUNT);
  return { states, count: calls.count, unread: attempts.unread.length };
}

const refuse = (name: string) => () => Promise.reject(Object.assign(new Error("no"), { name }));
const disabled = () => Promise.resolve({ KeyMetadata: { KeyState: "Disabled" } });

describe("A customer key's state", () => {
  it("is read once, whatever the number of its queues", async () => {
    const found = { states: { [keyOf(ACCOUNT)]: "Disabled" }, count: 1, unread: 0 };
    expect(await read(ACCOUNT, disabled)).toEqual(found);
  });

  it("is missing if the key does not exist", async () => {
    const { states } = await read(ACCOUNT, refuse("NotFoundException"));
    expect(states).toEqual({ [keyOf(ACCOUNT)]: "missing" });
  });

  it("is unread if the account's own key refuses", async () => {
    const { states, unread } = await read(ACCOUNT, refuse("AccessDeniedException"));
    expect([states, unread]).toEqual([{ [keyOf(ACCOUNT)]: "unread" }, 1]);
  });

  it("is read of another account's key, if that lets us in, and fails nothing if not", async () => {
    const other = "999999999999";
    expect((await read(other, disabled)).states).toEqual({ [keyOf(other)]: "Disabled" });
    const { states, unread } = await read(other, refuse("AccessDeniedException"));
    expect([states, unread]).toEqual([{}, 0]);
  });
});
