import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { PROTECTION_PLAN_KEYS, RUNTIME_AGENT_KEYS } from "../../config/protection-plans";
import { REGIONS } from "../../config/regions";
import { documentShape } from "../../config/schema/document";
import { forwardingShape, LOG_RETENTION_DAYS } from "../../config/schema/forwarding";
import { logRelay } from "../../config/schema/log-relay";
import { organizationShape } from "../../config/schema/organization";
import { githubShape, gitlabShape, pipelineShape } from "../../config/schema/pipeline";
import { problemsOf } from "./checked";
import { validDocument } from "./valid-document";

const text = readFileSync(join(__dirname, "../../docs/configuration.md"), "utf8");
const blocks = [...text.matchAll(/```yaml\n([^]*?)```/g)].map(([, yaml = ""]) => yaml);

/** A block of the documentation in a document that has the rest. */
function inDocument(yaml: string): string {
  const block = parse(yaml) as { organizations?: Record<string, object> };
  const base = validDocument() as { organizations: Record<string, object> };
  const organizations = Object.entries(base.organizations).map(([partition, section]) => [
    partition,
    { ...section, ...block.organizations?.[partition] },
  ]);
  return stringify({ ...base, ...block, organizations: Object.fromEntries(organizations) });
}

describe("docs/configuration.md", () => {
  it("begins with a config that is complete", () => {
    expect(problemsOf(blocks[0] ?? "")).toEqual([]);
  });

  it.each(blocks.map((block) => [block.split("\n").slice(0, 3).join(" "), block]))(
    "has a valid block: %s",
    (_, block) => {
      expect(problemsOf(inDocument(block))).toEqual([]);
    },
  );

  const relayKeys = logRelay.options.flatMap((option) => Object.keys(option.shape));
  const keys = [
    ...[documentShape, organizationShape, forwardingShape],
    ...[pipelineShape, githubShape, gitlabShape],
  ].flatMap((shape) => Object.keys(shape));
  it.each([...new Set([...keys, ...relayKeys, ...PROTECTION_PLAN_KEYS, ...RUNTIME_AGENT_KEYS])])(
    "explains %s",
    (key) => {
      expect(text).toContain(`\`${key}\``);
    },
  );

  it("lists the regions and the retentions there are", () => {
    const words = text.replace(/\s+/g, " ");
    expect(words).toContain(REGIONS.join(", "));
    expect(words).toContain(`${LOG_RETENTION_DAYS.slice(0, -1).join(", ")} or ${LOG_RETENTION_DAYS.at(-1)}`);
  });
});
