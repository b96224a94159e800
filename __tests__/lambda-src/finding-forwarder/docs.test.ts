import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FORMATS } from "../../../lambda-src/finding-forwarder/formats/format";
import { eventOf, findingBody, heartbeatBody } from "./factories";

describe("docs/forwarder.md", () => {
  const page = readFileSync(join(__dirname, "../../../docs/forwarder.md"), "utf8");

  it.each(["guardduty", "ocsf", "cef"] as const)("shows a finding's %s record in full", (format) => {
    expect(page).toContain(
      `### ${format}\n\n\`\`\`text\n${FORMATS[format](eventOf(findingBody()))}\n\`\`\`\n`,
    );
  });

  it("shows a heartbeat", () => {
    expect(page).toContain(FORMATS.guardduty(eventOf(heartbeatBody())));
  });
});
