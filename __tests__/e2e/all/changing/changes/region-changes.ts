import { copyFileSync } from "node:fs";
import { join } from "node:path";
import type { Change } from "../../../../support/living/change";
import type { LivingDeployment } from "../../../../support/living/deployment";

const ORGANIZATION = ["organizations", "aws"];

const CHINA = {
  managementAccountId: "555555555555",
  administratorAccountId: "666666666666",
  homeRegion: "cn-north-1",
  canaryRegion: "cn-north-1",
  accounts: "accounts/aws-cn.json",
  enrolment: { mode: "explicit", newAccounts: "NEW" },
};

/** Changes of GuardDuty's settings, and of where it is deployed. Each begins with what the one before it left. */
export const REGION_CHANGES: readonly Change[] = [
  {
    key: "tags`, `findingPublishingFrequency`, `protectionPlans",
    from: "two tags, every 15 minutes, Lambda NEW",
    to: "three tags, every hour, Lambda NONE",
    edit: (deployment) =>
      deployment.edit((document) => {
        document.setIn(["tags", "team"], "detection");
        document.setIn(["detection", "findingPublishingFrequency"], "ONE_HOUR");
        document.setIn(["detection", "protectionPlans", "lambdaNetworkLogs"], "NONE");
      }),
  },
  {
    key: "tags`, `findingPublishingFrequency`, `protectionPlans",
    from: "three tags, every hour, Lambda NONE",
    to: "two tags, every 15 minutes, Lambda ALL",
    edit: (deployment) =>
      deployment.edit((document) => {
        document.deleteIn(["tags", "team"]);
        document.setIn(["detection", "findingPublishingFrequency"], "FIFTEEN_MINUTES");
        document.setIn(["detection", "protectionPlans", "lambdaNetworkLogs"], "ALL");
      }),
  },
  {
    key: "regions",
    from: "us-east-1",
    to: "eu-west-1 added",
    edit: (deployment) => deployment.edit((document) => document.set("regions", ["us-east-1", "eu-west-1"])),
  },
  {
    key: "canaryRegion",
    from: "us-east-1",
    to: "eu-west-1",
    edit: (deployment) =>
      deployment.edit((document) => document.setIn([...ORGANIZATION, "canaryRegion"], "eu-west-1")),
  },
  {
    key: "regions",
    from: "us-east-1, eu-west-1",
    to: "eu-west-1 gone, then `destroy --stack eu-west-1`",
    edit: (deployment) =>
      deployment.edit((document) => {
        document.set("regions", ["us-east-1"]);
        document.setIn([...ORGANIZATION, "canaryRegion"], "us-east-1");
      }),
    before: (deployment) => destroyWhatLeft(deployment, "eu-west-1"),
  },
  {
    key: "organizations",
    from: "aws",
    to: "aws-cn added, then `discover`",
    edit: (deployment) =>
      deployment.edit((document) => {
        document.set("regions", ["us-east-1", "cn-north-1"]);
        document.setIn(["organizations", "aws-cn"], document.createNode(CHINA));
      }),
    before: async (deployment) =>
      void (await deployment.orgduty.succeed("discover", "--partition", "aws-cn")),
  },
  {
    key: "organizations",
    from: "aws, aws-cn",
    to: "aws-cn gone, then `destroy --stack cn-north-1 --config BEFORE.yaml`",
    edit: (deployment) => {
      copyFileSync(deployment.config, before(deployment));
      deployment.edit((document) => {
        document.set("regions", ["us-east-1"]);
        document.deleteIn(["organizations", "aws-cn"]);
      });
    },
    before: (deployment) => destroyWhatLeft(deployment, "cn-north-1", "--config", before(deployment)),
  },
];

/** The config as it was, beside the one that has changed. */
function before(deployment: LivingDeployment): string {
  return join(deployment.folder, "before.yaml");
}

/** The review names what left the config and is still there; a person destroys it by its name. */
async function destroyWhatLeft(
  deployment: LivingDeployment,
  stack: string,
  ...flags: string[]
): Promise<void> {
  await deployment.plan();
  expect((await deployment.review()).fails).toEqual(["OD-041"]);
  await deployment.orgduty.succeed("destroy", "--stack", stack, "--yes", ...flags);
}
