import { LIMITS } from "../../../../aws/limits";
import {
  OTHER_VARIABLES_BYTES,
  relayFitsTheEnvironment,
} from "../../../../config/rules/forwarding/relay-fits-the-environment";
import { deliveryNames, MAX_NAME_LENGTH } from "../../../../config/names";
import { REGIONS } from "../../../../config/regions";
import { environmentOf } from "../../../../modules/finding-forwarder/environment-of";
import { problemsOf } from "../../checked";
import { RELAY, findings, validDocument } from "../../valid-document";
import { stringify } from "yaml";

describe("relayFitsTheEnvironment", () => {
  const withHeaders = (count: number) => ({
    ...RELAY,
    headers: Object.fromEntries(Array.from({ length: count }, (_, n) => [`X-${n}`, '"'.repeat(500)])),
  });

  it("rejects a relay that Lambda's environment has no room for, quotes counted as Lambda stores them", () => {
    expect(findings(relayFitsTheEnvironment, { forwarding: { logRelay: withHeaders(2) } })).toEqual([
      "forwarding.logRelay: takes 4139 bytes of the function's environment, which has room for 3584",
    ]);
  });

  it("names its line and what to shorten", () => {
    const structuredData = `[relay@32473 key="${"x".repeat(4000)}"]`;
    const logRelay = { protocol: "syslog", host: "relay.example.com", structuredData };
    const [problem] = problemsOf(stringify(validDocument({ forwarding: { logRelay } }), { lineWidth: 0 }));
    expect(problem).toMatchObject({
      path: "forwarding.logRelay",
      line: 15,
      fix: "shorten its headers, url or structuredData: Lambda takes 4 KB in all",
    });
  });

  it("accepts a relay that fits", () => {
    const forwarding = { logRelay: { ...withHeaders(1), secretName: "s".repeat(512) } };
    expect(findings(relayFitsTheEnvironment, { forwarding })).toEqual([]);
    expect(findings(relayFitsTheEnvironment)).toEqual([]);
  });

  it("leaves the other variables their room, whatever the names and the region", () => {
    const { queue, deadLetterQueue } = deliveryNames({ name: "n".repeat(MAX_NAME_LENGTH) }, "hub");
    for (const region of REGIONS) {
      const host = `https://sqs.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}/111111111111`;
      const relay = { ...RELAY, headers: {}, authentication: "bearer" };
      const secretName = "acme/secret";
      const delivery = { logRelay: relay, format: "guardduty" as const, secretName };
      const variables = environmentOf(delivery, `${host}/${queue}`, `${host}/${deadLetterQueue}`);
      const counted = JSON.stringify(JSON.stringify(relay)).length + secretName.length;
      expect(JSON.stringify(variables).length - counted).toBeLessThanOrEqual(OTHER_VARIABLES_BYTES);
    }
    expect(LIMITS.environmentBytes.most).toBe(4096);
  });
});
