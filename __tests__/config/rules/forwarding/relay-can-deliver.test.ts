import { relayCanDeliver } from "../../../../config/rules/forwarding/relay-can-deliver";
import { draft, findings, RELAY } from "../../valid-document";

describe("relayCanDeliver", () => {
  const structuredData = `[a@32473 b="${"x".repeat(600)}"]`;
  const syslog = { protocol: "syslog", host: "relay.example.com", maxFrameBytes: 480 };

  it("rejects a frame that cannot hold its own header, and names what is enough, once for all partitions", () => {
    const [mistake, ...others] = relayCanDeliver(
      draft({ forwarding: { logRelay: { ...syslog, structuredData } } }),
    );
    expect(others).toEqual([]);
    expect(mistake).toMatchObject({ path: ["forwarding", "logRelay", "maxFrameBytes"] });
    const least = Number(/^at least (\d+)/.exec(mistake!.fix)?.[1]);
    const mended = { ...syslog, structuredData, maxFrameBytes: least };
    expect(findings(relayCanDeliver, { forwarding: { logRelay: mended } })).toEqual([]);
  });

  it("accepts relays that work, and does not try one that is wrong already", () => {
    expect(findings(relayCanDeliver, { forwarding: { logRelay: RELAY } })).toEqual([]);
    expect(findings(relayCanDeliver, { forwarding: { logRelay: syslog } })).toEqual([]);
    expect(
      findings(relayCanDeliver, {
        forwarding: { logRelay: { ...syslog, host: "a:b:c:514", structuredData } },
      }),
    ).toEqual([]);
    expect(findings(relayCanDeliver)).toEqual([]);
  });
});
