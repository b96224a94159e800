import { RelaySecretCache } from "../../../../../lambda-src/finding-forwarder/relay/secret/relay-secret";

describe("RelaySecretCache", () => {
  let now = 0;
  let answers: (string | Error)[] = [];
  let fetches = 0;
  let unusable: string[] = [];
  const fetch = async () => {
    fetches++;
    const answer = answers.length > 1 ? answers.shift()! : answers[0]!;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const cache = () =>
    new RelaySecretCache(
      fetch,
      "bearer",
      (reason) => void unusable.push(reason),
      () => now,
    );
  beforeEach(() => {
    now = 0;
    fetches = 0;
    unusable = [];
    answers = ['{"token":"one"}'];
  });

  it("fetches once in five minutes", async () => {
    const secrets = cache();
    await secrets.get();
    now = 299_999;
    expect(await secrets.get()).toEqual({ token: "one" });
    expect(fetches).toBe(1);
    now = 300_000;
    await secrets.get();
    expect(fetches).toBe(2);
  });

  it("fetches once for all who ask meanwhile", async () => {
    const secrets = cache();
    await Promise.all([secrets.get(), secrets.get(), secrets.refresh()]);
    expect(fetches).toBe(1);
  });

  it("returns the same object while the content is the same", async () => {
    const secrets = cache();
    expect(await secrets.refresh()).toBe(await secrets.refresh());
    answers = ['{"token":"two"}'];
    expect(await secrets.refresh()).toEqual({ token: "two" });
  });

  it("serves what it last knew when the fetch fails, and asks again half a minute later", async () => {
    const secrets = cache();
    await secrets.get();
    answers = [new Error("down"), '{"token":"two"}'];
    now = 300_000;
    expect(await secrets.get()).toEqual({ token: "one" });
    now = 329_999;
    expect(await secrets.get()).toEqual({ token: "one" });
    expect(fetches).toBe(2);
    now = 330_000;
    expect(await secrets.get()).toEqual({ token: "two" });
  });

  it.each([
    ["null", "it is not a JSON object"],
    ['"two"', "it is not a JSON object"],
    ["hunter2", "it is not JSON"],
    ["", "it is not JSON"],
    ["{}", "it has no token"],
    ['{"token":2}', "its token is not text"],
  ])("goes on with the last good one if the newest is %j, and says so each time", async (newest, reason) => {
    const secrets = cache();
    await secrets.get();
    answers = [newest];
    now = 300_000;
    expect(await secrets.get()).toEqual({ token: "one" });
    now = 330_000;
    expect(await secrets.refresh()).toEqual({ token: "one" });
    expect(unusable).toEqual([reason, reason]);
  });

  it("rejects with a transient failure when nothing was ever fetched", async () => {
    answers = [Object.assign(new Error("arn:aws:..."), { name: "ResourceNotFoundException" })];
    await expect(cache().get()).rejects.toMatchObject({
      kind: "transient",
      message: "the relay's secret: ResourceNotFoundException",
    });
  });

  it("rejects a secret that is not JSON without quoting it", async () => {
    answers = ["hunter2"];
    await expect(cache().get()).rejects.toMatchObject({ message: "the relay's secret: it is not JSON" });
    expect(unusable).toEqual(["it is not JSON"]);
  });
});
