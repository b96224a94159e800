import { TerraformOutput } from "cdktf";
import type { Construct, IDependable } from "constructs";
import { sealedPrefix, stateKeyAlias } from "../config/names";
import type { AccountAccess } from "../config/config";
import { boundaryIn, ENTRY_ACCOUNT, isIn, madeRoles, type MadeRole } from "../intent/bootstrap/made-roles";
import { AssumedRole, type AttachedPolicy } from "../modules/assumed-role/assumed-role";
import { FindingsReader } from "../modules/findings-reader/findings-reader";
import type { Placement } from "../modules/placement";
import { StateBucket } from "../modules/state-bucket/state-bucket";
import { StateKey } from "../modules/state-bucket/state-key";
import { TokenProvider } from "../modules/token-provider/token-provider";
import { accountIdOf, accountProvider } from "./account-provider";
import { SeparateStack } from "./separate-stack";
import type { StackContext } from "./stack-context";
import { applyTerraformSettings } from "./terraform-settings";

/** The policies of what bootstrap makes. They follow from every other stack of the config. */
export interface BootstrapPolicies {
  /** Of the role of an account for a purpose, each with its suffix. */
  readonly of: (role: Pick<MadeRole, "account" | "purpose">) => readonly AttachedPolicy[];
  /** The document of the principal that reads findings. */
  readonly reader: string;
}

/**
 * What an organization's other stacks are planned and applied with: the roles of plan and apply, the provider of the
 * pipeline's tokens, the bucket of the states and a reader of findings. No other stack reads its state or waits for it.
 */
export class BootstrapStack extends SeparateStack {
  readonly #placements = new Map<string, Placement>();

  constructor(
    scope: Construct,
    private readonly context: StackContext,
    policies: BootstrapPolicies,
  ) {
    super(scope, context.entry.name);
    const { config, organization } = context;
    applyTerraformSettings(this, { ...context, name: config.name, state: organization.state });
    const roles = madeRoles(config, organization);
    const provided = this.#tokenProvider(roles);
    for (const role of roles) {
      const { account, purpose, tokens, entry, principals } = role;
      new AssumedRole(this, `${account}-${purpose}`, {
        placement: this.#placement(account, organization.homeRegion),
        role,
        description: `orgduty: ${purpose}`,
        trust: { ...(tokens && { tokens }), ...(entry !== undefined && { entry }), principals },
        sessionMinutes: role.sessionMinutes,
        policies: policies.of(role),
        dependsOn: tokens ? provided : [],
      });
    }
    this.#stateBucket(roles);
    this.#reader(policies.reader);
  }

  /** Both entry roles trust the same provider. */
  #tokenProvider(roles: readonly MadeRole[]): IDependable[] {
    const { config, organization } = this.context;
    const [tokens] = roles.flatMap((role) => role.tokens ?? []);
    if (!tokens || config.bootstrap?.tokenProvider === "existing") return [];
    const placement = this.#placement(ENTRY_ACCOUNT, organization.homeRegion);
    const { issuer, audience } = tokens;
    return [new TokenProvider(this, "token-provider", { placement, issuer, audience })];
  }

  #stateBucket(roles: readonly MadeRole[]): void {
    const { config, organization } = this.context;
    const { bootstrap } = config;
    const { partition, states } = organization;
    if (!bootstrap?.stateBucket || !states || states === "local") return;
    const { account, plansExpireAfterDays } = bootstrap.stateBucket;
    const { bucket, region, keyPrefix } = states.s3;
    const placement = this.#placement(account, region);
    const users = roles.filter((role) => role.account === ENTRY_ACCOUNT).map(({ arn }) => arn);
    const key = new StateKey(this, "state-key", {
      ...{ placement, partition, account: accountIdOf(organization, account) },
      alias: stateKeyAlias(config),
      users,
    });
    new StateBucket(this, "state-bucket", {
      ...{ placement, partition, name: bucket, kmsKeyArn: key.arn, plansExpireAfterDays },
      sealedPrefix: sealedPrefix(config.name, keyPrefix),
      usersElsewhere: account === ENTRY_ACCOUNT ? [] : users,
    });
    new TerraformOutput(this, "state_key_arn", {
      value: key.arn,
      description: "For state.s3.kmsKeyArn: the key that encrypts the states",
    });
  }

  #reader(document: string): void {
    const { config, organization } = this.context;
    const { reader, permissionsBoundary } = config.bootstrap ?? {};
    if (!reader || (reader.principal && !isIn(organization)(reader.principal))) return;
    const { partition, administratorAccountId } = organization;
    const boundary = boundaryIn(`arn:${partition}:iam::${administratorAccountId}:root`, permissionsBoundary);
    new FindingsReader(this, "reader", {
      placement: this.#placement(ENTRY_ACCOUNT, organization.homeRegion),
      ...{ name: reader.name, document },
      ...(reader.principal && { principal: reader.principal }),
      ...(boundary !== undefined && { permissionsBoundary: boundary }),
    });
  }

  /** One provider configuration for an account and a region; that of the bucket's region has a name of its own. */
  #placement(role: keyof AccountAccess, region: string): Placement {
    const { config, organization } = this.context;
    const known = this.#placements.get(`${role} ${region}`);
    if (known) return known;
    const isHome = region === organization.homeRegion;
    const placement = {
      provider: accountProvider(this, {
        ...{ organization, region, tags: config.tags, role },
        ...(isHome ? {} : { suffix: "states" }),
      }),
    };
    this.#placements.set(`${role} ${region}`, placement);
    return placement;
  }
}
