import type { Change } from "../../../../support/living/change";
import type { LivingDeployment } from "../../../../support/living/deployment";

const NEXT_HOME = "eu-west-1";
const NEXT_SECRET = "demo/guardduty/next-home-relay";

/** Changes that reach two regions. Each begins with what the one before it left. */
export const HOME_CHANGES: readonly Change[] = [
  {
    key: "homeRegion",
    from: "us-east-1",
    to: "step 1: without `forwarding`",
    edit: (deployment) => deployment.edit((document) => document.delete("forwarding")),
    endsForwarding: true,
  },
  {
    key: "homeRegion",
    from: "us-east-1, without `forwarding`",
    to: "step 2: eu-west-1, and `forwarding` with another `secretName`",
    edit: forwardFromNextHome,
    afterwards: async (deployment) => {
      deployment.findings().nobodyWants(false);
      await deployment.putSecret(NEXT_SECRET, NEXT_HOME);
    },
  },
];

function forwardFromNextHome(deployment: LivingDeployment): void {
  const logRelay = {
    ...{ protocol: "https", url: deployment.httpsUrl() },
    ...{ authentication: "bearer", secretName: NEXT_SECRET },
  };
  deployment.edit((document) => {
    document.setIn(["organizations", "aws", "homeRegion"], NEXT_HOME);
    document.set("forwarding", document.createNode({ topology: "regional", logRelay }));
  });
}
