import { OWN_HEADERS, relayFaults } from "../../../lambda-src/finding-forwarder/relay-check";
import type { SyslogRelayOptions } from "../../../lambda-src/finding-forwarder/relay/relay-options";

const HTTPS = {
  protocol: "https",
  url: "https://relay.example.com/in",
  headers: {},
  authentication: "none",
} as const;
const SYSLOG: SyslogRelayOptions = {
  ...{ protocol: "syslog", host: "relay.example.com", port: 6514, facility: 13, appName: "guardduty" },
  ...{ maxFrameBytes: 8192, oversize: "split" },
};

describe("relayFaults", () => {
  it("finds none in a relay that works", () => {
    expect(relayFaults({ ...HTTPS, headers: { "X-Source": "Sécurité" } })).toEqual([]);
    for (const oversize of ["split", "truncate", "fail"] as const)
      expect(relayFaults({ ...SYSLOG, oversize })).toEqual([]);
  });

  it("names a header that Node refuses to send", () => {
    const faults = relayFaults({ ...HTTPS, headers: { "X-Team": "→", "X Team": "a", "X-Fine": "a" } });
    expect(faults.map(({ path }) => path)).toEqual([
      ["headers", "X-Team"],
      ["headers", "X Team"],
    ]);
  });

  it.each(["split", "truncate", "fail"] as const)(
    "names a frame with no room behind its header, and what is enough: %s",
    (oversize) => {
      const options = {
        ...SYSLOG,
        oversize,
        maxFrameBytes: 480,
        structuredData: `[a@1 b="${"x".repeat(600)}"]`,
      };
      const [fault, ...others] = relayFaults(options);
      expect(others).toEqual([]);
      expect(fault).toMatchObject({ path: ["maxFrameBytes"], least: expect.any(Number) });
      expect(relayFaults({ ...options, maxFrameBytes: fault!.least! })).toEqual([]);
      expect(relayFaults({ ...options, maxFrameBytes: fault!.least! - 64 })).toHaveLength(1);
    },
  );

  it("keeps headers of the connection to itself", () => {
    for (const name of [
      "host",
      "content-length",
      "content-encoding",
      "transfer-encoding",
      "idempotency-key",
      "connection",
    ])
      expect(OWN_HEADERS).toContain(name);
  });
});
