import { parsePolicy } from "../../../aws/policy/parse-policy";
import { PURPOSES, type Purpose } from "../../../doctor/needed/own-calls";
import { policiesFor, type PrintedPolicy } from "../../../doctor/roles/policies";
import type { Holder } from "../../../doctor/roles/holders";
import type { ExpectedResource } from "../../../intent/expected-stack";
import type { Project } from "../../../organization/load-project";
import { acme, resourcesOf } from "../../support/fleet";
import { acmeWith, hub } from "../../support/forwarding-fleets";

/** A project, and all that its stacks declare. */
export interface Fleet {
  readonly project: Project;
  readonly resources: readonly ExpectedResource[];
}

/** Acme with whatever an organization may demand, and a state in a bucket. */
export function demanding(): Project {
  const project = acme();
  const { aws } = project.config.organizations;
  const key = "arn:aws:kms:us-east-1:222222222222:key/mrk-0123456789abcdef0123456789abcdef";
  const organization = {
    ...aws!,
    forwarding: { ...aws!.forwarding!, kmsKeyArn: key, reservedConcurrency: 5 },
    iam: {
      permissionsBoundary: "arn:aws:iam::222222222222:policy/edge",
      path: "/security/",
      namePrefix: "team-",
    },
    state: { s3: { bucket: "acme-states", region: "eu-west-1", kmsKeyArn: key } },
  };
  const regions = ["eu-west-1", "us-east-1", "us-east-2"] as const;
  const pipeline = { github, shards: 3, schedule: "17 5 * * *", kmsKeyArn: key };
  return {
    ...project,
    config: { ...project.config, regions, pipeline, organizations: { aws: organization } },
  };
}

const github = { repository: "acme/guardduty", branch: "main", environment: "orgduty" };

const fleetOf = (project: Project): Fleet => ({ project, resources: resourcesOf(project) });

/** Small fleets that differ in what they declare: regional, a hub, and all that an organization may demand. */
export const FLEETS: readonly (readonly [name: string, fleet: Fleet])[] = [
  ["regional", fleetOf(acmeWith(["us-east-1", "us-east-2", "cn-north-1"], {}))],
  ["hub", fleetOf(hub())],
  ["demanding", fleetOf(demanding())],
];

const made = new Map<string, PrintedPolicy[]>();

/** Every policy of a fleet, for one purpose or for all. */
export function printed({ project, resources }: Fleet, ...purposes: readonly Purpose[]): PrintedPolicy[] {
  const { config } = project;
  return (purposes.length > 0 ? purposes : PURPOSES).flatMap((purpose) => {
    const key = JSON.stringify([config, purpose]);
    const policies =
      made.get(key) ??
      Object.values(config.organizations).flatMap((organization) =>
        policiesFor({ config, organization, resources, purpose }),
      );
    made.set(key, policies);
    return policies;
  });
}

/** Gives a holder's policies, to be asked. */
export function readable(policies: readonly PrintedPolicy[]) {
  const read = policies.map((one) => ({ ...one, policy: parsePolicy(one.document) }));
  return (partition: string, holder: Holder) =>
    read.filter((one) => one.partition === partition && one.holder === holder).map(({ policy }) => policy);
}

/** Every action of some policies. */
export function actionsOf(policies: readonly PrintedPolicy[]): string[] {
  const all = policies.flatMap(({ document }) => document.Statement.flatMap(({ Action }) => Action));
  return [...new Set(all)].sort();
}
