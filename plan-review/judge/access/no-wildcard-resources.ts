import { WITHOUT_RESOURCE } from "../../../aws/policy/without-resource";
import { judgeAllowed } from "./policies";
import type { Rule } from "../rule";
import { namesEverything } from "../../../aws/policy/wildcards";

/**
 * For these actions, and for no others, `*` is the only possible resource. CloudWatch's table gives PutMetricData a type
 * that ordinary metrics do not have.
 */
const WITHOUT_RESOURCE_TYPES: ReadonlySet<string> = new Set(
  [...WITHOUT_RESOURCE, "cloudwatch:PutMetricData"].map((action) => action.toLowerCase()),
);

/**
 * Lambda creates a function's network interfaces itself, so a policy cannot name them in advance; it can only name
 * the region.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
 */
const OF_FUTURE_INTERFACES: ReadonlySet<string> = new Set([
  "ec2:assignprivateipaddresses",
  "ec2:createnetworkinterface",
  "ec2:deletenetworkinterface",
  "ec2:unassignprivateipaddresses",
]);

/**
 * What the roles of the bootstrap part work on without knowing its name: AWS chooses the id of a detector, a malware
 * protection plan and a mapping, and rules and alarms of others are listed.
 */
const NAMED_BY_OTHERS =
  /^arn:[a-z-]+:(guardduty:[^:]*:\d{12}:(detector|malware-protection-plan)\/\*|lambda:[^:]*:\d{12}:event-source-mapping:\*)$/;
const LISTED: Readonly<Record<string, RegExp>> = {
  "cloudwatch:describealarms": /^arn:[a-z-]+:cloudwatch:[^:]*:\d{12}:alarm:\*$/,
  "events:listtargetsbyrule": /^arn:[a-z-]+:events:[^:]*:\d{12}:rule\/\*$/,
};

/** An action that is allowed on every resource is also allowed on resources that others create later. */
export const noWildcardResources: Rule = {
  id: "OD-031",
  title: "No role is allowed an action on every resource that could name one",
  severity: "deny",
  fix: "name the resource's ARN",
  evaluate(context) {
    const isBootstrap = context.config.part === "bootstrap";
    return judgeAllowed(context, ({ actions, resources }) => {
      const named = resources?.excepts ? ["*"] : (resources?.items ?? []);
      const everything = named.filter(namesEverything);
      const broad = (actions.excepts ? [] : actions.items).filter((action) =>
        everything.some(
          (resource) => couldNameOne(action, resource) && !(isBootstrap && isNamedByOthers(action, resource)),
        ),
      );
      return broad.length > 0 ? `${broad.join(", ")} on ${everything.join(", ")}` : undefined;
    });
  },
};

function isNamedByOthers(action: string, resource: string): boolean {
  return NAMED_BY_OTHERS.test(resource) || LISTED[action.toLowerCase()]?.test(resource) === true;
}

function couldNameOne(action: string, resource: string): boolean {
  const lower = action.toLowerCase();
  if (WITHOUT_RESOURCE_TYPES.has(lower)) return false;
  return !(OF_FUTURE_INTERFACES.has(lower) && /^arn:[a-z-]+:ec2:[a-z0-9-]+:/.test(resource));
}
