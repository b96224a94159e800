import { completed, told } from "../checked";
import { RELAY } from "../valid-document";

describe("logRelay.accepted", () => {
  const withAccepted = (accepted: unknown, relay: object = RELAY) => ({
    "forwarding.logRelay": { ...relay, accepted },
  });

  it.each([
    { pointer: "/code", value: 0 },
    { pointer: "/error", value: null },
    { pointer: "/result/0/a~1b~0c", value: "" },
    { pointer: "/ok", value: true },
  ])("keeps %j as it is", (accepted) => {
    const { organizations } = completed(withAccepted(accepted));
    expect(organizations.aws!.forwarding!.logRelay).toMatchObject({ accepted });
  });

  it.each([
    [{ pointer: "code", value: 0 }, ["pointer"]],
    [{ pointer: "", value: 0 }, ["pointer"]],
    [{ pointer: "/a~2", value: 0 }, ["pointer"]],
    [{ pointer: "/code" }, ["value"]],
    [{ value: 0 }, ["pointer"]],
    [{ pointer: "/code", value: [0] }, ["value"]],
    [{ pointer: "/code", value: { is: 0 } }, ["value"]],
    [{ pointer: "/code", value: 0, status: 200 }, ["status"]],
  ])("refuses %j", (accepted, keys) => {
    const problems = told(withAccepted(accepted));
    expect(problems.map((problem) => problem.split(": ")[0])).toEqual(
      keys.map((key) => `forwarding.logRelay.accepted.${key}`),
    );
  });

  it("is not for syslog, which has no answer", () => {
    const syslog = { protocol: "syslog", host: "relay.example.com" };
    expect(told(withAccepted({ pointer: "/code", value: 0 }, syslog)).join()).toContain("accepted");
  });
});
