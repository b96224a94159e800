import { posix } from "node:path";
import { stringify } from "yaml";
import type { OrgdutyConfig } from "../config/config";
import { withHead, type PipelineFile, type Place } from "./pipeline-file";

/**
 * Where the plans of a pull request are. It is outside the clone, because Atlantis takes every untracked `.tfplan` in there for a plan of a
 * project. Source: https://github.com/runatlantis/atlantis/blob/main/server/events/pending_plan_finder.go
 */
const PLANS = '"$HOME/orgduty-plans/$BASE_REPO_OWNER-$BASE_REPO_NAME-$PULL_NUM"';

/**
 * One project for the whole config, since a review is of all stacks, and apply takes what was reviewed as a whole, in its order.
 * Source: https://www.runatlantis.io/docs/custom-workflows
 */
export function atlantisFile({ name }: Pick<OrgdutyConfig, "name">, place: Place): PipelineFile {
  const folder = posix.dirname(place.config);
  const own = (file: string) => (folder === "." ? file : `${folder}/${file}`);
  const inFolder = `export ORGDUTY_CONFIG=${place.config}`;
  const document = {
    version: 3,
    projects: [
      {
        name,
        dir: ".",
        workflow: "orgduty",
        autoplan: {
          enabled: true,
          when_modified: [
            place.config,
            own("accounts/*.json"),
            own(".terraform.lock.hcl"),
            "**/*.ts",
            "package-lock.json",
          ],
        },
        plan_requirements: [],
        apply_requirements: ["approved", "mergeable", "undiverged"],
      },
    ],
    workflows: {
      orgduty: {
        plan: {
          steps: [
            { run: "npm ci --no-audit --no-fund && ./orgduty terraform install" },
            { run: `${inFolder} && ./orgduty plan --out ${PLANS}` },
            {
              run: `${inFolder} && ./orgduty review --out ${PLANS} && cp ${PLANS}/manifest.json "$PLANFILE"`,
            },
          ],
        },
        apply: {
          steps: [{ run: `${inFolder} && ./orgduty apply --yes --out ${PLANS} && rm -rf ${PLANS}` }],
        },
      },
    },
  };
  return { path: "atlantis.yaml", text: withHead(stringify(document, { lineWidth: 0 }), place) };
}
