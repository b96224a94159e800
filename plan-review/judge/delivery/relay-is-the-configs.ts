import type { OrganizationConfig } from "../../../config/config";
import { canonical } from "../../read/json";
import type { PlannedResource } from "../../read/plan-model";
import { deliveryOf, describeRelay, relayOf } from "./path/relay";
import { judge, resourcesOf, whereIs, type Rule } from "../rule";

/** Even over TLS, findings can go to the wrong receiver. */
export const relayIsTheConfigs: Rule = {
  id: "OD-052",
  title: "Every forwarder delivers to the log relay that the config names",
  severity: "deny",
  fix: "change forwarding.logRelay, not the stack, and plan again",
  evaluate: (context) =>
    judge(
      resourcesOf(context, "aws_lambda_function").flatMap((lambda) => {
        const organization = context.config.organizations[lambda.partition];
        return organization && relayOf(lambda) !== undefined ? [{ lambda, organization }] : [];
      }),
      "the plans forward no findings",
      ({ lambda }) => whereIs(lambda),
      ({ lambda, organization }) => difference(lambda, organization),
    ),
};

function difference(lambda: PlannedResource, { forwarding }: OrganizationConfig): string | undefined {
  const { relay, format, secretName } = deliveryOf(lambda);
  const to = describeRelay(relay);
  if (!forwarding) return `delivers to ${to}, the config forwards nothing`;
  const { secretName: expectedSecret, ...expected } = forwarding.logRelay;
  const named = describeRelay(expected);
  if (to !== named) return `delivers to ${to}, the config says ${named}`;
  if (canonical(relay) !== canonical(expected)) return "the relay's options are not the config's";
  if (format !== forwarding.format) return `writes ${String(format)}, the config says ${forwarding.format}`;
  return secretName === expectedSecret ? undefined : "the relay's secret is not the config's";
}
