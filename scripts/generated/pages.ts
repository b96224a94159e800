import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { PROVIDER_DIFFERENCES, type ProviderDifference } from "../../aws/provider-differences";
import { JSON_SCHEMA_FILE, jsonSchemaText } from "../../config/json-schema";
import { PROTECTION_PLAN_KEYS, RUNTIME_AGENT_KEYS } from "../../config/protection-plans";
import { REGIONS } from "../../config/regions";
import { CHECKS } from "../../doctor/checks";
import { RULES } from "../../plan-review/judge/rules";
import { commandsPage } from "./commands-page";
import { between, table, type GeneratedPage } from "./page";

const ROOT = resolve(__dirname, "../..");
const code = (words: readonly string[]) => words.map((word) => `\`${word}\``).join(", ");

const rulesPage: GeneratedPage = {
  path: "docs/reviewing-a-plan.md",
  write: (now) =>
    between(
      now,
      "rules",
      table(
        ["rule", "unless configured", "property", "what mends it"],
        RULES.map(({ id, severity, title, fix }) => [id, severity, title, fix]),
      ),
    ),
};

const configurationPage: GeneratedPage = {
  path: "docs/configuration.md",
  write: (now) =>
    between(
      between(now, "regions", `\`all\` are the ${REGIONS.length}: ${REGIONS.join(", ")}.`),
      "plans",
      `The plans: ${code(PROTECTION_PLAN_KEYS)}. \`runtimeMonitoring\` has a \`mode\` and \`agents\`: ${code(RUNTIME_AGENT_KEYS)}.`,
    ),
};

const doctorPage: GeneratedPage = {
  path: "docs/doctor.md",
  write: (now) => between(now, "checks", table(["check", "looks at"], Object.entries(CHECKS))),
};

const dependenciesPage: GeneratedPage = {
  path: "docs/dependencies.md",
  write: (now) =>
    between(
      now,
      "provider lanes",
      table(
        ["what", "since", "what orgduty does"],
        Object.values<ProviderDifference>(PROVIDER_DIFFERENCES).map(({ what, since, orgduty, source }) => [
          what,
          since === undefined ? "no version known" : `[${since}](${source})`,
          orgduty,
        ]),
      ),
    ),
};

/** docs/relays/README.md: each page by its title and first sentence. */
const relaysPage: GeneratedPage = {
  path: "docs/relays/README.md",
  write: (now) => between(now, "relays", table(["relay", "in short"], relayRows())),
};

function relayRows(): string[][] {
  const folder = join(ROOT, "docs/relays");
  const files = readdirSync(folder).filter((file) => file.endsWith(".md") && file !== "README.md");
  return files.sort().map((file) => {
    const [title = "", , first = ""] = readFileSync(join(folder, file), "utf8").split("\n");
    const sentence = /^.*?\.(?= |$)/.exec(first)?.[0] ?? first;
    return [`[${title.replace(/^# /, "")}](${file})`, sentence];
  });
}

/** Prose that says how many regions there are. */
const counting = ["README.md", "CONTRIBUTING.md", "docs/local-aws.md", "package.json"].map(
  (path): GeneratedPage => ({
    path,
    write: (now) => now.replace(/\b\d+ regions\b/g, `${REGIONS.length} regions`),
  }),
);

/** What editors read: the keys of orgduty.yaml. */
const jsonSchema: GeneratedPage = { path: `config/${JSON_SCHEMA_FILE}`, write: jsonSchemaText };

/** Every page that is written from tables, in whole or in part; docs/seeded-mistakes.md is apart, for it takes seconds. */
export const GENERATED_PAGES: readonly GeneratedPage[] = [
  rulesPage,
  configurationPage,
  commandsPage,
  doctorPage,
  dependenciesPage,
  relaysPage,
  jsonSchema,
  ...counting,
];
