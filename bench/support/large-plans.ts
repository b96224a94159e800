import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { bucketOf, BUCKETS } from "../../modules/members/bucket";
import { stackList } from "../../config/stack-list";
import { addPlanFiles } from "../../__tests__/support/plan-files";
import { loadProject } from "../../organization/load-project";

const CASE = resolve(__dirname, "../../__tests__/cases/review/first-day");

interface Resource {
  readonly address: string;
  readonly type: string;
}
interface PlanJson {
  readonly configuration: { readonly root_module: { resources: Resource[] } };
  readonly planned_values: { readonly root_module: { resources: Resource[] } };
  resource_changes: Resource[];
}

/** Where the plans of a large organization lie, and how large they are. */
export interface LargePlans {
  readonly config: string;
  readonly plans: string;
  readonly megabytes: number;
}

/**
 * The plans of all 15 regions with thousands of explicit members in each, in a folder. They are a real case's, with its
 * members multiplied: Terraform itself takes minutes for them.
 */
export async function largePlans(folder: string, accounts: number): Promise<LargePlans> {
  mkdirSync(join(folder, "accounts"), { recursive: true });
  const yaml = readFileSync(join(CASE, "orgduty.yaml"), "utf8");
  const config = join(folder, "orgduty.yaml");
  writeFileSync(config, yaml.replace(/\nregions:\n {2}exclude:\n( {4}.*\n)+/, "\nregions: all\n"));
  const enlarge = (partition: string) => enlargedSnapshot(folder, partition, accounts);
  const added = { aws: enlarge("aws"), "aws-cn": enlarge("aws-cn") };
  const plans = join(folder, "plans");
  let bytes = 0;
  const project = loadProject(config);
  const entries = stackList(project.config);
  const regionsOf = (partition: string) =>
    entries
      .filter((entry) => entry.kind === "region" && entry.partition === partition)
      .map(({ region }) => region);
  const stacks = entries.map(({ name, kind, partition, region }) => {
    const source = kind === "foundation" ? name : partition === "aws" ? "us-east-1" : "cn-north-1";
    const text = readFileSync(join(CASE, "planned", source, "plan.json"), "utf8").replaceAll(
      "us-east-1",
      region,
    );
    const like = JSON.parse(text) as PlanJson;
    const plan = asJson(
      kind === "foundation" ? inEveryRegion(like, regionsOf(partition)) : withMembers(like, added[partition]),
    );
    mkdirSync(join(plans, name), { recursive: true });
    writeFileSync(join(plans, name, "plan.json"), plan);
    bytes += plan.length;
    const planJsonSha256 = createHash("sha256").update(plan).digest("hex");
    const counts = { adds: 0, changes: 0, destroys: 0, seconds: 0 };
    return {
      name,
      kind,
      partition,
      region,
      ...counts,
      planSha256: planJsonSha256,
      planJsonSha256,
      assets: [],
    };
  });
  const manifest = JSON.parse(readFileSync(join(CASE, "planned", "manifest.json"), "utf8")) as object;
  writeFileSync(join(plans, "manifest.json"), JSON.stringify({ ...manifest, ...project.files, stacks }));
  await addPlanFiles(config, plans);
  return { config, plans, megabytes: bytes / 1e6 };
}

interface Account {
  readonly id: string;
  readonly email: string;
}

/** Writes a snapshot with more accounts and returns those. */
function enlargedSnapshot(folder: string, partition: string, size: number): Account[] {
  const snapshot = JSON.parse(readFileSync(join(CASE, "accounts", `${partition}.json`), "utf8")) as {
    accounts: Account[];
  };
  const more = Array.from({ length: size - snapshot.accounts.length }, (_, n) => ({
    id: String(800_000_000_000 + n),
    name: `Workload ${n}`,
    email: `aws+workload-${n}@acme.example`,
    state: "ACTIVE",
    organizationalUnitPath: ["Root", "Workloads", `Team ${n % 50}`],
  }));
  const accounts = [...snapshot.accounts, ...more];
  writeFileSync(join(folder, "accounts", `${partition}.json`), JSON.stringify({ ...snapshot, accounts }));
  return more;
}

function asJson(plan: unknown): string {
  return `${JSON.stringify(plan, null, 2)}\n`;
}

/** The case's regions: the home region, and one whose entries in lists stand for those of every other region. */
const HOME = "us-east-1";
const OTHER = "us-east-2";

/**
 * What a foundation says of the regions that forward: the role's policy and the secret's replicas name each of them.
 * Policies are JSON in JSON.
 */
function inEveryRegion(value: unknown, regions: readonly string[]): unknown {
  if (typeof value === "string" && value.startsWith("{"))
    return JSON.stringify(inEveryRegion(JSON.parse(value), regions));
  if (Array.isArray(value)) return value.flatMap((item) => ofEveryRegion(item, regions));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, inEveryRegion(part, regions)]));
}

function ofEveryRegion(item: unknown, regions: readonly string[]): unknown[] {
  const text = JSON.stringify(item);
  const isOfOther = text.includes(OTHER) && (typeof item === "string" || text.startsWith('{"region":'));
  if (!isOfOther) return [inEveryRegion(item, regions)];
  return regions
    .filter((region) => region !== HOME)
    .map((region) => JSON.parse(text.replaceAll(OTHER, region)) as unknown);
}

/** A plan with further members, each a copy of one that is there. */
function withMembers(plan: PlanJson, accounts: readonly Account[]): PlanJson {
  const multiply = (resources: Resource[]) => {
    const member = JSON.stringify(resources.find(({ type }) => type === "aws_guardduty_member"));
    const [id, email] = [
      /\["?(\d{12})/.exec((JSON.parse(member) as Resource).address)![1]!,
      /[\w.+-]+@[\w.]+/.exec(member)![0],
    ];
    const copies = accounts.map((account) =>
      member
        .replaceAll(id, account.id)
        .replaceAll(email, account.email)
        .replaceAll(/members_\d\d/g, `members_${bucketOf(account.id)}`),
    );
    return [...resources, ...copies.map((copy) => JSON.parse(copy) as Resource)];
  };
  plan.resource_changes = multiply(plan.resource_changes);
  plan.planned_values.root_module.resources = multiply(plan.planned_values.root_module.resources);
  plan.configuration.root_module.resources = everyBucket(plan.configuration.root_module.resources);
  return plan;
}

/** Terraform's configuration names each bucket's provider: a member of a bucket without one is nobody's. */
function everyBucket(resources: readonly Resource[]): Resource[] {
  const isMember = ({ type }: Resource) => type === "aws_guardduty_member";
  const member = JSON.stringify(resources.find(isMember));
  const buckets = Array.from({ length: BUCKETS }, (_, bucket) => String(bucket).padStart(2, "0"));
  return [
    ...resources.filter((resource) => !isMember(resource)),
    ...buckets.map(
      (bucket) => JSON.parse(member.replaceAll(/members_\d\d/g, `members_${bucket}`)) as Resource,
    ),
  ];
}
