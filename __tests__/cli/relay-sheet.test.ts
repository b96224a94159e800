import { resolve } from "node:path";
import { run } from "../../cli/commands/relay-sheet";
import { recordedIo } from "./recorded-io";

const config = resolve(__dirname, "../../examples/acme/orgduty.yaml");

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

  it("rejects a partition that forwards nothing", async () => {
    await expect(run({ config, partition: "aws-us-gov" }, recordedIo("/"))).rejects.toThrow(
      "no organization forwards findings",
    );
  });
});
