import { describeRelay } from "../../../../../plan-review/judge/delivery/path/relay";

describe("describeRelay", () => {
  const https = { protocol: "https", url: "https://relay.example.com/in" };
  const syslog = { protocol: "syslog", host: "relay.example.com", port: 6514 };
  const exception = { reason: "lab", owner: "red team" };

  it.each([
    [https, "https://relay.example.com/in"],
    [
      { ...https, accepted: { pointer: "/code", value: "0" } },
      'https://relay.example.com/in, which takes findings if /code of its answer is "0"',
    ],
    [
      { ...https, accepted: { pointer: "/error", value: null } },
      "https://relay.example.com/in, which takes findings if /error of its answer is null",
    ],
    [syslog, "syslog://relay.example.com:6514 over TLS"],
    [{ ...syslog, insecure: exception }, "syslog://relay.example.com:6514 over plain TCP"],
    [
      { ...syslog, keepConnection: exception },
      "syslog://relay.example.com:6514 over TLS, on a kept connection that confirms late",
    ],
  ])("describes %j", (relay, words) => {
    expect(describeRelay(relay)).toBe(words);
  });
});
