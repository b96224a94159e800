import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Format } from "../../lambda-src/finding-forwarder/formats/format";
import type { RelaySecret, SyslogRelayOptions } from "../../lambda-src/finding-forwarder/relay/relay-options";
import { HttpsRelay } from "../../lambda-src/finding-forwarder/relay/https/https-relay";
import { syslogMessages } from "../../lambda-src/finding-forwarder/relay/syslog/syslog-message";
import { SyslogRelay } from "../../lambda-src/finding-forwarder/relay/syslog/syslog-relay";
import { recordOf } from "../lambda-src/finding-forwarder/factories";
import { TestAuthority } from "../support/receivers/certificates";
import { isInstalled } from "../support/receivers/daemon";
import { startNginx, type NginxCollector } from "../support/receivers/nginx";
import { startRsyslog, type SyslogDaemon } from "../support/receivers/rsyslog";
import { startSyslogNg, SYSLOG_NG } from "../support/receivers/syslog-ng";

const folder = mkdtempSync(join(tmpdir(), "orgduty-receivers-"));
const authority = new TestAuthority(join(folder, "certificates"));
const server = authority.issue("relay");
const client = authority.issue("forwarder");
const secret: RelaySecret = {
  ca: authority.ca.certificate,
  clientCertificate: client.certificate,
  clientKey: client.key,
};
const soon = () => Date.now() + 10_000;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Everything that is hard to carry: quotes, several alphabets, control characters, floats, a line break in a text. */
const difficult = (format: Format) =>
  [
    "plain",
    'quotes " and \\ and ] and |',
    "Grüße, 例え, 🔐",
    "tab\tand\nbreak\r\n",
    "\u0000\u0007\u2028",
  ].map((title, index) => recordOf({ title, id: `f${index}`, severity: index * 2.5, port: 44705.5 }, format));

/** Asks again until it is so, for half a minute: receivers write when they like. */
async function eventually(check: () => void): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return check();
    } catch (error) {
      if (attempt === 600) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

const syslogReceivers = [
  { name: "rsyslog", program: "rsyslogd", start: startRsyslog },
  { name: "syslog-ng", program: SYSLOG_NG, start: startSyslogNg },
];
for (const { name, program, start } of syslogReceivers) {
  (isInstalled(program) ? describe : describe.skip)(`syslog over TLS to ${name}`, () => {
    let receiver: SyslogDaemon;
    const options = (): SyslogRelayOptions => ({
      protocol: "syslog",
      host: "127.0.0.1",
      port: receiver.port,
      facility: 16,
      appName: "orgduty",
      maxFrameBytes: 8192,
      oversize: "split",
      structuredData: '[relay@32473 tenant="acme"]',
    });
    const lines = (text: string) => text.split("\n").slice(0, -1);

    beforeEach(async () => (receiver = await start(folder, server, authority.ca)));
    afterEach(() => receiver.stop());

    it.each(["guardduty", "ocsf", "cef"] as const)("stores %s records byte for byte", async (format) => {
      const records = difficult(format);
      await new SyslogRelay(options(), secret).send(records, soon());
      const sent = records.flatMap((record) => syslogMessages(record, options())).map(String);
      await eventually(() => expect(lines(receiver.raw())).toEqual(sent));
    });

    it("reads our headers as we mean them", async () => {
      const record = recordOf();
      await new SyslogRelay(options(), secret).send([record], soon());
      const expected = `012345678901|orgduty|finding|[relay@32473 tenant="acme"]|${record.text}`;
      await eventually(() => expect(lines(receiver.parsed())).toEqual([expected]));
    });

    it("gets a long record in parts that make the whole again", async () => {
      const record = recordOf({ description: "é".repeat(10_000) });
      await new SyslogRelay({ ...options(), maxFrameBytes: 2048 }, secret).send([record], soon());
      await eventually(() => {
        const texts = lines(receiver.parsed()).map((line) => line.replace(/^.*?\|(?=[^|]*$)/, ""));
        expect(texts.length).toBeGreaterThan(10);
        expect(texts.join("")).toBe(record.text);
      });
    });

    it("takes thousands of records, a connection for each batch, none lost", async () => {
      const relay = new SyslogRelay(options(), secret);
      const ids = Array.from({ length: 2000 }, (_, index) => `f${index}`);
      for (let at = 0; at < ids.length; at += 100) {
        await relay.send(
          ids.slice(at, at + 100).map((id) => recordOf({ id })),
          soon(),
        );
      }
      await eventually(() => {
        const stored = lines(receiver.parsed()).map((line) => /"id":"(f\d+)"/.exec(line)?.[1]);
        expect(stored).toEqual(ids);
      });
    });

    it("rejects us without a client certificate, and we know", async () => {
      const relay = new SyslogRelay(options(), { ca: authority.ca.certificate });
      const attempts = Array.from({ length: 20 }, () => relay.send([recordOf()], soon()));
      const results = await Promise.allSettled(attempts);
      expect(results.filter(({ status }) => status === "fulfilled")).toEqual([]);
      expect(receiver.raw()).toBe("");
    });
  });
}

(isInstalled("nginx") ? describe : describe.skip)("HTTPS to nginx", () => {
  let collector: NginxCollector;
  let relay: HttpsRelay;
  beforeAll(async () => {
    collector = await startNginx(folder, server, authority.ca);
    const url = `https://localhost:${collector.port}/logs`;
    relay = new HttpsRelay(
      { protocol: "https", url, headers: { "x-source": "orgduty" }, authentication: "none" },
      secret,
    );
  });
  afterAll(async () => {
    relay.close();
    await collector.stop();
  });

  it.each(["guardduty", "ocsf", "cef"] as const)("stores %s records byte for byte", async (format) => {
    const records = difficult(format);
    await relay.send(records, soon());
    const body = gunzipSync(collector.bodies().at(-1)!).toString();
    expect(body).toBe(records.map(({ text }) => `${text}\n`).join(""));
  });

  it("sees one kept connection, compression, our headers and a key", async () => {
    await relay.send([recordOf()], soon());
    const key = recordOf().key;
    await eventually(() =>
      expect(collector.requests().trim().split("\n").at(-1)).toBe(
        `POST 204 application/x-ndjson gzip ${key} orgduty 4`,
      ),
    );
  });

  it("rejects us without a client certificate, and we know", async () => {
    const url = `https://localhost:${collector.port}/logs`;
    const anonymous = new HttpsRelay(
      { protocol: "https", url, headers: {}, authentication: "none" },
      { ca: authority.ca.certificate },
    );
    await expect(anonymous.send([recordOf()], soon())).rejects.toThrow("the relay answered 400");
    anonymous.close();
  });
});
