import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { Construct } from "constructs";
import type { Placement } from "../placement";

/** The secret's name and the regions that need it. There is no prop for its value, so that none can get into a plan. */
export interface RelaySecretProps {
  /** In the administrator's account, in the home region. */
  readonly placement: Placement;
  readonly name: string;
  /** The other regions with a forwarder: each forwarder reads the replica in its own region. */
  readonly replicaRegions: readonly string[];
}

/**
 * How long a deleted secret can be restored: Secrets Manager's maximum, because without the secret no finding is
 * delivered.
 */
const RECOVERY_WINDOW_DAYS = 30;

/** The log relay's secret, without its value. A person enters the value, because it must never be in a plan or a state. */
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
