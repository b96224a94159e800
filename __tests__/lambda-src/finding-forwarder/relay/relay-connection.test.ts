import { CircuitBreaker } from "../../../../lambda-src/finding-forwarder/batch/circuit-breaker";
import { RelayConnection } from "../../../../lambda-src/finding-forwarder/relay/relay-connection";
import type { RelaySecret } from "../../../../lambda-src/finding-forwarder/relay/relay-options";
import { RelaySecretCache } from "../../../../lambda-src/finding-forwarder/relay/secret/relay-secret";
import { RelayError } from "../../../../lambda-src/finding-forwarder/relay/relay-error";
import { recordOf } from "../factories";

/** A relay that takes records from who has the right token. */
class GuardedRelay {
  static built: string[] = [];
  static failures: RelayError[] = [];
  closed = false;

  constructor(private readonly secret: RelaySecret) {
    GuardedRelay.built.push(secret.token!);
  }

  async send(): Promise<void> {
    const failure = GuardedRelay.failures.shift();
    if (failure) throw failure;
    if (this.secret.token !== "right") throw new RelayError("credentials", "the relay answered 401");
  }

  close(): void {
    this.closed = true;
  }
}

describe("RelayConnection", () => {
  let tokens: string[] = [];
  const relays: GuardedRelay[] = [];
  const connect = () => {
    const fetch = async () => JSON.stringify({ token: tokens.length > 1 ? tokens.shift() : tokens[0] });
    const secrets = new RelaySecretCache(fetch, "none", jest.fn());
    const build = (secret: RelaySecret) => {
      const relay = new GuardedRelay(secret);
      relays.push(relay);
      return relay;
    };
    const breaker = new CircuitBreaker(() => 0); // its rest does not shrink while the test is on its way
    return new RelayConnection(build, secrets, breaker);
  };
  const soon = () => Date.now() + 1000;
  const records = [recordOf()];
  beforeEach(() => {
    tokens = ["right"];
    relays.length = 0;
    GuardedRelay.built = [];
    GuardedRelay.failures = [];
  });

  it("keeps the driver while the secret is the same", async () => {
    const connection = connect();
    await connection.send(records, soon());
    await connection.send(records, soon());
    expect(GuardedRelay.built).toEqual(["right"]);
  });

  it("fetches the secret again when it was refused, and tries once more", async () => {
    tokens = ["old", "right"];
    await connect().send(records, soon());
    expect(GuardedRelay.built).toEqual(["old", "right"]);
    expect(relays.map(({ closed }) => closed)).toEqual([true, false]);
  });

  it("hands back as transient what is refused twice", async () => {
    tokens = ["old"];
    await expect(connect().send(records, soon())).rejects.toMatchObject({
      kind: "transient",
      message: "the relay answered 401",
    });
  });

  it("waits for the secret no longer than it may, and has it the next time", async () => {
    let arrive = (_: string): void => undefined;
    const secrets = new RelaySecretCache(
      () => new Promise<string>((resolve) => (arrive = resolve)),
      "none",
      jest.fn(),
    );
    const connection = new RelayConnection(
      (secret) => new GuardedRelay(secret),
      secrets,
      new CircuitBreaker(),
    );
    await expect(connection.send(records, Date.now() + 20)).rejects.toMatchObject({
      kind: "transient",
      message: "the relay's secret did not come in time",
    });
    arrive('{"token":"right"}');
    await connection.send(records, soon());
    expect(GuardedRelay.built).toEqual(["right"]);
  });

  it("leaves the relay alone after three failures", async () => {
    const connection = connect();
    GuardedRelay.failures = [1, 2, 3].map(() => new RelayError("transient", "ECONNREFUSED"));
    for (let attempt = 0; attempt < 3; attempt++)
      await expect(connection.send(records, soon())).rejects.toThrow("ECONNREFUSED");
    await expect(connection.send(records, soon())).rejects.toMatchObject({
      kind: "transient",
      message: expect.stringMatching(/^the relay is left alone after failures: ./),
      retryAfterSeconds: 30,
    });
  });

  it("does not hold records that the relay will never take against the relay", async () => {
    const connection = connect();
    GuardedRelay.failures = [1, 2, 3].map(() => new RelayError("permanent", "the relay answered 400"));
    for (let attempt = 0; attempt < 3; attempt++) {
      await expect(connection.send(records, soon())).rejects.toMatchObject({ kind: "permanent" });
    }
    await connection.send(records, soon());
  });

  it("passes on how long the relay wants to be left alone", async () => {
    GuardedRelay.failures = [new RelayError("transient", "the relay answered 429", 7)];
    await expect(connect().send(records, soon())).rejects.toMatchObject({ retryAfterSeconds: 7 });
  });
});
