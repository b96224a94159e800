import { arn, parseArn } from "../../aws/arn";
import type { NamedPrincipal } from "../../config/bootstrap-config";
import type {
  AccessPurpose,
  AccountAccess,
  Credentials,
  OrganizationConfig,
  OrgdutyConfig,
} from "../../config/config";
import { tokenTrust, type TokenTrust } from "./token-trust";

/** A role that bootstrap makes, and who may assume it. */
export interface MadeRole {
  readonly account: keyof AccountAccess;
  readonly purpose: AccessPurpose;
  readonly arn: string;
  readonly name: string;
  readonly path: string;
  readonly permissionsBoundary?: string;
  readonly sessionMinutes: number;
  /** Jobs of the pipeline. @default none */
  readonly tokens?: TokenTrust;
  /** The role that jobs of the pipeline work as first, and that then assumes this one. @default none */
  readonly entry?: string;
  readonly principals: readonly NamedPrincipal[];
}

/** The account whose roles the pipeline's jobs assume. Its roles assume those of the other accounts, and themselves. */
export const ENTRY_ACCOUNT = "administrator";
const ACCOUNTS = [ENTRY_ACCOUNT, "management", "logArchive"] as const;

/** Every role that the bootstrap stack of an organization makes: those that the config's `credentials` name. */
export function madeRoles(config: OrgdutyConfig, organization: OrganizationConfig): MadeRole[] {
  const { made } = organization;
  const { bootstrap } = config;
  if (!made || !bootstrap) return [];
  const principals = bootstrap.principals.filter(isIn(organization));
  return ACCOUNTS.flatMap((account) =>
    (["plan", "apply"] as const).flatMap((purpose): MadeRole[] => {
      const roleArn = arnOf(made, account, purpose);
      if (roleArn === undefined) return [];
      const tokens = tokenTrust(config, organization, purpose);
      const boundary = boundaryIn(roleArn, bootstrap.permissionsBoundary);
      return [
        {
          ...{ account, purpose, arn: roleArn, ...nameOf(roleArn), principals },
          sessionMinutes: bootstrap.sessionMinutes,
          ...(boundary !== undefined && { permissionsBoundary: boundary }),
          ...(tokens && account === ENTRY_ACCOUNT && { tokens }),
          ...(tokens && { entry: arnOf(made, ENTRY_ACCOUNT, purpose)! }),
        },
      ];
    }),
  );
}

/** A principal can only assume roles of its own partition. */
export function isIn({ partition }: Pick<OrganizationConfig, "partition">) {
  return ({ arn: principal }: NamedPrincipal): boolean => parseArn(principal).partition === partition;
}

function arnOf(made: Credentials, account: keyof AccountAccess, purpose: AccessPurpose): string | undefined {
  const access = made[purpose][account];
  return access && "roleArn" in access ? access.roleArn : undefined;
}

function nameOf(roleArn: string): { readonly name: string; readonly path: string } {
  const words = parseArn(roleArn).resource.replace(/^role/, "").split("/");
  return { name: words.at(-1)!, path: `${words.slice(0, -1).join("/")}/` };
}

/** The policy of that name in the role's account. */
export function boundaryIn(ofAccount: string, policyName: string | undefined): string | undefined {
  if (policyName === undefined) return undefined;
  const { partition, accountId: account } = parseArn(ofAccount);
  return arn({
    ...{ partition: partition as OrganizationConfig["partition"], service: "iam", account },
    resource: `policy/${policyName}`,
  });
}
