import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { Construct } from "constructs";
import type { Placement } from "../placement";

/** What the secret is called and where it is needed. Its value is no prop: nobody can put it into a plan. */
export interface RelaySecretProps {
  /** In the administrator's account, in the home region. */
  readonly placement: Placement;
  readonly name: string;
  /** The other regions that a forwarder runs in: each reads its own replica. */
  readonly replicaRegions: readonly string[];
}

/** How long a deleted secret can be restored. Secrets Manager's maximum: without it no finding is delivered. */
const RECOVERY_WINDOW_DAYS = 30;

/** The container of the log relay's secret. A person puts the value in: it must never be in a plan or a state. */
export class RelaySecret extends Construct {
  constructor(scope: Construct, id: string, props: RelaySecretProps) {
    super(scope, id);
    const { placement, name, replicaRegions } = props;
    new SecretsmanagerSecret(this, "Resource", {
      ...placement,
      name,
      description: "Log relay of the GuardDuty findings: token, user, keys. The value is put in by hand",
      recoveryWindowInDays: RECOVERY_WINDOW_DAYS,
      ...(replicaRegions.length > 0 && { replica: replicaRegions.map((region) => ({ region })) }),
    });
  }
}
