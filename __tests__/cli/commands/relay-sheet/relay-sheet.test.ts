import { resolve } from "node:path";
import { run } from "../../../../cli/commands/relay-sheet/relay-sheet";
import { relaySheet, relaySheetText } from "../../../../cli/commands/relay-sheet/sheet";
import type { HttpsRelay, LogRelay } from "../../../../config/config";
import { loadProject } from "../../../../organization/load-project";
import { changedExample } from "../../changed-example";
import { recordedIo } from "../../terminal/recorded-io";

const config = resolve(__dirname, "../../../../examples/acme/orgduty.yaml");

describe("orgduty relay sheet", () => {
  it("has every field of the form, for each partition", async () => {
    const io = recordedIo("/");
    expect(await run({ config, json: true }, io)).toBe(0);
    const sheets = JSON.parse(io.outLines.join(""));
    expect(sheets.map(({ partition }: { partition: string }) => partition)).toEqual(["aws", "aws-cn"]);
    expect(sheets[0]).toMatchObject({
      logSourceType: "Amazon GuardDuty",
      port: 443,
      format: "guardduty",
      secretName: "acme/guardduty/log-relay",
    });
    expect(sheets[1]).toMatchObject({
      protocol: "syslog over TLS (RFC 5424 in RFC 5425)",
      port: 6514,
      regions: ["cn-north-1"],
    });
    expect(sheets[0].accounts).toContain("012345678901");
    expect(sheets[0].searches).toContain("*012345678901*");
  });

  it("names accounts without dashes and says what to check when nothing arrives", async () => {
    const io = recordedIo("/");
    await run({ config, partition: "aws-cn" }, io);
    const text = io.outLines.join("\n");
    expect(text).toContain("Accounts           555555555555, 666666666666");
    expect(text).toContain("When nothing arrives");
    expect(text).not.toContain("Remote log source, aws\n");
  });

  it("leaves out the accounts that the config excludes, and names them apart", async () => {
    const io = recordedIo("/");
    await run({ config, partition: "aws", json: true }, io);
    const [sheet] = JSON.parse(io.outLines.join(""));
    expect(sheet.accounts).toContain("222222222222");
    expect(sheet.accounts).not.toContain("444444444444");
    expect(sheet.searches).not.toContain("*444444444444*");
    expect(sheet.excludedAccounts).toEqual(["444444444444"]);
  });

  it("has no secret where the relay asks for none", () => {
    const { config: read, snapshots } = loadProject(config);
    const organization = read.organizations.aws!;
    const sheetOf = (logRelay: LogRelay) =>
      relaySheet(read, organization, { ...organization.forwarding!, logRelay }, snapshots.aws!);
    const { secretName: _, ...syslog } = read.organizations["aws-cn"]!.forwarding!.logRelay;
    const https = { ...organization.forwarding!.logRelay, authentication: "none" } as LogRelay;
    expect(sheetOf(syslog)).toMatchObject({ authentication: "none", secretName: null });
    expect(relaySheetText(sheetOf(syslog))).toContain("Secret to fill in  none\n");
    // A secret may still hold a client certificate.
    expect(sheetOf(https)).toMatchObject({ authentication: "none", secretName: "acme/guardduty/log-relay" });
  });

  it("says what the relay must answer", () => {
    const { config: read, snapshots } = loadProject(config);
    const organization = read.organizations.aws!;
    const sheetOf = (logRelay: LogRelay) =>
      relaySheet(read, organization, { ...organization.forwarding!, logRelay }, snapshots.aws!);
    const https = organization.forwarding!.logRelay as HttpsRelay;
    const syslog = read.organizations["aws-cn"]!.forwarding!.logRelay;
    const strict = sheetOf({ ...https, accepted: { pointer: "/code", value: "0" } });
    expect(sheetOf({ ...https, accepted: undefined }).acknowledgement).toBe("a 2xx status");
    expect(strict.acknowledgement).toBe('a 2xx status with a JSON body in which /code is "0"');
    expect(relaySheetText(strict)).toContain(`Acknowledgement    ${strict.acknowledgement}\n`);
    expect(sheetOf(syslog).acknowledgement).toBe("the orderly end of the connection");
  });

  it("rejects an organization that forwards nothing", async () => {
    const silent = changedExample((yaml) => yaml.replace(/^forwarding:\n( .*\n)+/m, ""));
    await expect(run({ config: silent, partition: "aws" }, recordedIo("/"))).rejects.toThrow(
      "aws forwards no findings\n  fix: add a forwarding: section to the config",
    );
  });

  it.each([
    ["aws-cm", 'did you mean "aws-cn"?'],
    ["bogus", "choose one of aws, aws-cn"],
  ])("rejects partition %s", async (partition, fix) => {
    await expect(run({ config, partition }, recordedIo("/"))).rejects.toThrow(
      `--partition: the config has no organization in "${partition}"\n  fix: ${fix}`,
    );
  });
});
