import type { Document } from "yaml";
import type { SeedOrganization } from "../../../local-aws/organizations/seed";

/** A change of the config, as a person makes it in an editor. */
export type Edit = (document: Document) => void;

/** How a deployment begins. */
export interface DeploymentProps {
  readonly regions: readonly string[];
  /** @default the first of the regions */
  readonly home?: string;
  /** What else the config says on the first day. @default findings to the relay over HTTPS, with a secret */
  readonly edit?: Edit;
  /** Partitions to keep of the example. @default the one outside China */
  readonly partitions?: readonly ("aws" | "aws-cn")[];
}

/** Makes of the demo's config that of a deployment's first day. */
export function firstDay(
  document: Document,
  { regions, home = regions[0], partitions = ["aws"], edit }: DeploymentProps,
): void {
  if (!partitions.includes("aws-cn")) document.deleteIn(["organizations", "aws-cn"]);
  document.setIn(["organizations", "aws", "homeRegion"], home);
  document.setIn(["organizations", "aws", "canaryRegion"], home);
  // A rehearsal plans few regions, and its changes take queues and secrets away on purpose.
  const gone = ["aws_sqs_queue.*", "aws_secretsmanager_secret.*"];
  document.setIn(["review"], {
    rules: { "OD-004": "warn" },
    exceptions: gone.map((address) => ({
      ...{ rule: "OD-001", address, reason: "a rehearsal", owner: "sec", until: "2027-06-30" },
    })),
  });
  edit?.(document);
}

/** Few accounts of each kind are enough, and quicker: four that stay, and those that the changes are about. */
export function fewerAccounts(organization: SeedOrganization): SeedOrganization {
  const kept = /^([1-6])\1{11}$|^10000000000[1-4]$/;
  return { ...organization, accounts: organization.accounts.filter(({ id }) => kept.test(id)) };
}
