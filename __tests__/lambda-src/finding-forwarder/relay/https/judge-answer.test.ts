import { judgeAnswer } from "../../../../../lambda-src/finding-forwarder/relay/https/judge-answer";
import type { Accepted } from "../../../../../lambda-src/finding-forwarder/relay/relay-options";

function judged(status: number, text: string, accepted?: Accepted): unknown {
  try {
    judgeAnswer({ status, text, isCut: false }, accepted, (words) => words);
    return "accepted";
  } catch (error) {
    const { kind, message } = error as { kind: string; message: string };
    return [kind, message];
  }
}

describe("judgeAnswer", () => {
  it.each([200, 202, 204, 299])("takes %d alone for a yes where nothing else is asked", (status) => {
    expect(judged(status, '{"code":6}')).toBe("accepted");
  });

  it.each([
    [302, "transient"],
    [400, "permanent"],
    [403, "credentials"],
    [413, "permanent"],
    [503, "transient"],
  ])("takes %d for a failure that is %s, in the receiver's words", (status, kind) => {
    expect(judged(status, "Busy")).toEqual([kind, `the relay answered ${status}: Busy`]);
    expect(judged(status, "", { pointer: "/code", value: 0 })).toEqual([
      kind,
      `the relay answered ${status}`,
    ]);
    expect(judged(status, '{"code":0}', { pointer: "/code", value: 0 })).toEqual([kind, expect.any(String)]);
  });

  it.each<[string, Accepted]>([
    ['{"text":"Success","code":0}', { pointer: "/code", value: 0 }],
    ['{"errors":false}', { pointer: "/errors", value: false }],
    ['{"a/b":[{"m~n":"ok"}]}', { pointer: "/a~1b/0/m~0n", value: "ok" }],
    ['{"error":null}', { pointer: "/error", value: null }],
  ])("takes %s for a yes where %j is asked", (text, accepted) => {
    expect(judged(200, text, accepted)).toBe("accepted");
  });

  it("takes another value for a refusal of these records", () => {
    const text = '{"text":"Invalid data format","code":6}';
    expect(judged(200, text, { pointer: "/code", value: 0 })).toEqual([
      "permanent",
      `the relay answered 200, and /code is not 0: ${text}`,
    ]);
    expect(judged(200, '{"code":"0"}', { pointer: "/code", value: 0 })).toEqual([
      "permanent",
      expect.any(String),
    ]);
  });

  it.each(["", "<html>Sign in</html>", "{}", "[0]", '{"code"'])(
    "takes an answer without the value, %j, for one to try again",
    (text) => {
      expect(judged(200, text, { pointer: "/code", value: 0 })).toEqual([
        "transient",
        expect.stringMatching(/^the relay answered 200 without \/code/),
      ]);
      expect(judged(200, text, { pointer: "/constructor", value: 0 })).toEqual([
        "transient",
        expect.any(String),
      ]);
    },
  );
});
