import { Calls } from "../../aws-clients/calls";

class Throttled extends Error {
  override readonly name = "TooManyRequestsException";
}

/** Fails `failures` times, then answers. */
function flaky(failures: number, error: Error = new Throttled()) {
  let left = failures;
  return () => (left-- > 0 ? Promise.reject(error) : Promise.resolve("answer"));
}

function patient() {
  const waits: number[] = [];
  const sleep = (milliseconds: number) => {
    waits.push(milliseconds);
    return Promise.resolve();
  };
  return { waits, calls: new Calls({ sleep, attempts: 5 }) };
}

describe("Calls", () => {
  it("waits longer and longer, at random, until AWS answers", async () => {
    const { waits, calls } = patient();
    await expect(calls.make(flaky(4))).resolves.toBe("answer");
    expect(waits).toHaveLength(4);
    waits.forEach((wait, n) => expect(wait).toBeLessThanOrEqual(100 * 2 ** (n + 1)));
    expect([calls.count, calls.retries]).toEqual([1, 4]);
  });

  it("ends with what AWS said after its last attempt", async () => {
    await expect(patient().calls.make(flaky(5))).rejects.toThrow(Throttled);
  });

  it("does not repeat what AWS refuses for good", async () => {
    const { waits, calls } = patient();
    await expect(calls.make(flaky(1, new Error("AccessDenied")))).rejects.toThrow("AccessDenied");
    expect(waits).toEqual([]);
  });

  it.each([500, 503, 429])("repeats a call that was answered with %d", async (httpStatusCode) => {
    const error = Object.assign(new Error("sorry"), { $metadata: { httpStatusCode } });
    await expect(patient().calls.make(flaky(1, error))).resolves.toBe("answer");
  });

  it("makes no more calls at a time than it may", async () => {
    const calls = new Calls({ concurrency: 2 });
    let [running, most] = [0, 0];
    const work = async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 2));
      running -= 1;
    };
    await Promise.all(Array.from({ length: 9 }, () => calls.make(work)));
    expect([most, calls.count]).toEqual([2, 9]);
  });

  it("goes on after a call that failed", async () => {
    const calls = new Calls({ concurrency: 1 });
    const failed = calls.make(() => Promise.reject(new Error("no")));
    await expect(Promise.allSettled([failed, calls.make(flaky(0))])).resolves.toMatchObject([
      { status: "rejected" },
      { status: "fulfilled" },
    ]);
  });

  it("stops waiting when it is interrupted", async () => {
    const abort = new AbortController();
    const calls = new Calls({ signal: abort.signal });
    const answer = calls.make(flaky(50));
    setTimeout(() => abort.abort(), 20);
    await expect(answer).rejects.toThrow(/abort/i);
  });
});
