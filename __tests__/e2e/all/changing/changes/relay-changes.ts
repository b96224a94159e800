import { SECRET_NAME } from "../../../../../scripts/demo/config";
import type { Change } from "../../../../support/living/change";
import type { LivingDeployment } from "../../../../support/living/deployment";

const OTHER_SECRET = "demo/guardduty/other-relay";
/** AWS keeps the name of a deleted secret for 30 days, so each is used once. */
const THIRD_SECRET = "demo/guardduty/third-relay";
const LAST_SECRET = "demo/guardduty/last-relay";

/** Changes of the relay, and of everything else that a region's forwarder is made of. */
export const RELAY_CHANGES: readonly Change[] = [
  {
    key: "forwarding.logRelay",
    from: "https",
    to: "another host over https, with `format: ocsf`",
    edit: (deployment) => {
      relay(deployment, { ...https(deployment.relays.otherHttps.port), secretName: SECRET_NAME });
      forwarding(deployment, { format: "ocsf" });
    },
  },
  {
    key: "forwarding.logRelay.secretName",
    from: "one secret",
    to: "another",
    edit: (deployment) =>
      relay(deployment, { ...https(deployment.relays.otherHttps.port), secretName: OTHER_SECRET }),
    afterwards: (deployment) => deployment.putSecret(OTHER_SECRET),
  },
  {
    key: "forwarding.logRelay.protocol",
    from: "https with a secret",
    to: "syslog with that secret, and `format: cef`",
    edit: (deployment) => {
      const { port } = deployment.relays.syslog;
      relay(deployment, { protocol: "syslog", host: "127.0.0.1", port, secretName: OTHER_SECRET });
      forwarding(deployment, { format: "cef" });
    },
  },
  {
    key: "forwarding.logRelay.protocol",
    from: "syslog with a secret",
    to: "https without one",
    edit: (deployment) => relay(deployment, https(deployment.relays.https.port, "none")),
  },
  {
    key: "forwarding.logRelay.protocol",
    from: "https without a secret",
    to: "syslog without one",
    edit: (deployment) => {
      const { port } = deployment.relays.plainSyslog;
      const insecure = { reason: "a rehearsal", owner: "sec", until: "2027-06-30" };
      relay(deployment, { protocol: "syslog", host: "127.0.0.1", port, insecure });
      const inPlain = { rule: "OD-029", address: "aws_lambda_function.finding-delivery_*", ...insecure };
      deployment.edit((document) => document.addIn(["review", "exceptions"], document.createNode(inPlain)));
    },
  },
  {
    key: "forwarding.logRelay.secretName",
    from: "syslog without a secret",
    to: "https with one, and `format: guardduty`",
    edit: (deployment) => {
      relay(deployment, { ...https(deployment.relays.https.port), secretName: THIRD_SECRET });
      forwarding(deployment, { format: "guardduty" });
    },
    afterwards: (deployment) => deployment.putSecret(THIRD_SECRET),
  },
];

/** Changes of everything else that a region's path is made of. */
export const PATH_CHANGES: readonly Change[] = [
  {
    key: "forwarding.architecture`, `vpc`, `logRetentionDays",
    from: "arm64, no VPC, 3 days",
    to: "x86_64, a VPC, 7 days",
    edit: (deployment) =>
      forwarding(deployment, {
        architecture: "x86_64",
        logRetentionDays: 7,
        vpc: {
          "us-east-1": {
            subnetIds: ["subnet-0123456789abcdef0"],
            securityGroupIds: ["sg-0123456789abcdef0"],
          },
        },
      }),
  },
  {
    key: "forwarding.architecture`, `vpc`, `logRetentionDays",
    from: "x86_64, a VPC, 7 days",
    to: "arm64, no VPC, 3 days",
    edit: (deployment) =>
      deployment.edit((document) => {
        for (const key of ["architecture", "vpc"]) document.deleteIn(["forwarding", key]);
        document.setIn(["forwarding", "logRetentionDays"], 3);
      }),
  },
  {
    key: "forwarding",
    from: "there",
    to: "gone",
    edit: (deployment) => deployment.edit((document) => document.delete("forwarding")),
    endsForwarding: true,
  },
  {
    key: "forwarding",
    from: "gone",
    to: "there",
    edit: (deployment) => {
      forwarding(deployment, { topology: "regional" });
      relay(deployment, { ...https(deployment.relays.https.port), secretName: LAST_SECRET });
    },
    afterwards: async (deployment) => {
      deployment.findings().nobodyWants(false);
      await deployment.putSecret(LAST_SECRET);
    },
  },
];

function https(port: number, authentication = "bearer") {
  return { protocol: "https", url: `https://127.0.0.1:${port}/guardduty`, authentication };
}

function relay(deployment: LivingDeployment, settings: object): void {
  deployment.edit((document) => document.setIn(["forwarding", "logRelay"], document.createNode(settings)));
}

function forwarding(deployment: LivingDeployment, settings: Readonly<Record<string, unknown>>): void {
  deployment.edit((document) => {
    for (const [key, value] of Object.entries(settings))
      document.setIn(["forwarding", key], document.createNode(value));
  });
}
