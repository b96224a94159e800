import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { told } from "../config/checked";
import { RELAY } from "../config/valid-document";
import { synthesize } from "../support/fleet";
import { acmeWith } from "../support/forwarding-fleets";
import { ofType } from "../support/policies";

const text = readFileSync(join(__dirname, "../../docs/findings-path.md"), "utf8");
const blocks = (language: string) =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, "gms"))].map(([, block]) => block!);

describe("docs/findings-path.md", () => {
  const kmsKeyArn = "arn:aws:kms:us-east-1:222222222222:key/mrk-0123456789abcdef0123456789abcdef";
  const stack = synthesize(acmeWith(["us-east-1"], { kmsKeyArn })).find(({ name }) => name === "us-east-1")!;

  it("shows sections that the config takes", () => {
    const sections = blocks("yaml").map((block) => (parse(block) as { forwarding: object }).forwarding);
    expect(sections).toHaveLength(3);
    for (const section of sections) expect(told({ forwarding: { logRelay: RELAY, ...section } })).toEqual([]);
  });

  it("shows the key's grants as the stack's output tells them", () => {
    const [grants] = blocks("json");
    expect(JSON.parse(grants!)).toEqual(stack.output["finding_queue_key_grants"]!.value);
  });

  const alarms = ofType(stack, "aws_cloudwatch_metric_alarm").map(({ alarm_name }) => alarm_name as string);

  it("has a cost sheet beside it that counts the alarms of a region", () => {
    const sheet = readFileSync(join(__dirname, "../../docs/forwarder.md"), "utf8");
    expect(sheet).toContain(`${alarms.length} alarms $${(alarms.length * 0.1).toFixed(2)}`);
  });

  it("explains every alarm of a region", () => {
    for (const name of alarms)
      expect(text).toContain(
        name.replace("acme-guardduty-findings", "").replace("-oldest-message-day", "-day"),
      );
  });
});
