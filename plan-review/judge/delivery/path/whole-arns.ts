import { arn, parseArn } from "../../../../aws/arn";
import type { OrganizationConfig } from "../../../../config/config";
import { refersTo, valueOf } from "../../../read/attributes";
import { stringOf } from "../../../read/json";
import type { PlannedResource } from "../../../read/plan-model";
import { resourcesIn, type RegionView } from "../../region-view";

/** The accounts of an organization that hold resources. */
export type Accounts = Pick<OrganizationConfig, "managementAccountId" | "administratorAccountId">;

/** The service, the name's attribute and the resource part of each type's ARN. */
const SHAPES: Readonly<
  Record<
    string,
    readonly [
      service: string,
      nameAttribute: string,
      resource: (item: PlannedResource, name: string) => string,
    ]
  >
> = {
  aws_sqs_queue: ["sqs", "name", (_, name) => name],
  aws_lambda_function: ["lambda", "function_name", (_, name) => `function:${name}`],
  aws_iam_role: ["iam", "name", (role, name) => `role${stringOf(valueOf(role, "path")) || "/"}${name}`],
  aws_iam_policy: [
    "iam",
    "name",
    (policy, name) => `policy${stringOf(valueOf(policy, "path")) || "/"}${name}`,
  ],
  aws_cloudwatch_event_rule: ["events", "name", (rule, name) => `rule/${onBus(rule)}${name}`],
  aws_cloudwatch_log_group: ["logs", "name", (_, name) => `log-group:${name}`],
  aws_s3_bucket: ["s3", "bucket", (_, name) => name],
};

/** A resource's whole ARN, from its name before AWS has given it one; undefined if the name is not known either. */
export function wholeArn(accounts: Accounts, item: PlannedResource): string | undefined {
  const known = stringOf(valueOf(item, "arn"));
  if (known !== "") return known;
  const shape = SHAPES[item.type];
  if (!shape) return undefined;
  const [service, nameAttribute, resource] = shape;
  const name = stringOf(valueOf(item, nameAttribute));
  if (name === "") return undefined;
  const account = item.provider.endsWith(".management")
    ? accounts.managementAccountId
    : accounts.administratorAccountId;
  const isGlobal = service === "iam" || service === "s3";
  return arn({
    ...{ partition: item.partition, service, resource: resource(item, name) },
    ...(!isGlobal && { region: item.region }),
    ...(service !== "s3" && { account }),
  });
}

/**
 * Whether an attribute is another resource: by its whole ARN, a queue's URL or its name, or by a reference if the value
 * is not known yet. The same name in another account or region is another resource.
 */
export function isWholly(
  accounts: Accounts,
  item: PlannedResource,
  attribute: string,
  other: PlannedResource,
): boolean {
  const text = stringOf(valueOf(item, attribute));
  return text === "" ? refersTo(item, attribute, other) : isNamedBy(accounts, text, other);
}

/** Whether a text is a resource's whole ARN, its URL if it is a queue, or its plain name. */
export function isNamedBy(accounts: Accounts, text: string, other: PlannedResource): boolean {
  if (text === "") return false;
  // A queue that exists says its own URL, which need not be at AWS's usual address: an endpoint of a VPC, the local AWS.
  if (text === stringOf(valueOf(other, "url"))) return true;
  const own = wholeArn(accounts, other);
  if (!text.includes(":")) return text === stringOf(valueOf(other, SHAPES[other.type]?.[1] ?? "name"));
  return own !== undefined && own === (arnOfUrl(text, other.partition) ?? text);
}

/** The queue in a view that a text names in whole. */
export function queueNamed(accounts: Accounts, view: RegionView, text: string): PlannedResource | undefined {
  return resourcesIn(view, "aws_sqs_queue").find((queue) => isNamedBy(accounts, text, queue));
}

/** Source: https://docs.aws.amazon.com/general/latest/gr/sqs-service.html */
function arnOfUrl(url: string, partition: PlannedResource["partition"]): string | undefined {
  const found = /^https:\/\/sqs\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/(\d{12})\/([^/]+)$/.exec(url);
  if (!found) return undefined;
  const [, region = "", account = "", resource = ""] = found;
  return arn({ partition, service: "sqs", region, account, resource });
}

function onBus(rule: PlannedResource): string {
  const bus = stringOf(valueOf(rule, "event_bus_name") ?? "default");
  const name = bus.startsWith("arn:") ? parseArn(bus).resource.replace("event-bus/", "") : bus;
  return name === "default" ? "" : `${name}/`;
}
