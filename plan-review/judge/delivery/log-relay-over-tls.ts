import { objectOf, stringOf } from "../../read/json";
import { relayOf } from "./path/relay";
import { judge, resourcesOf, whereIs, type Rule } from "../rule";

/** Findings say what is vulnerable and where, so they must not be readable in transit. */
export const logRelayOverTls: Rule = {
  id: "OD-029",
  title: "Findings go to the log relay over TLS",
  severity: "deny",
  fix: "an https:// address, or syslog without `insecure`",
  evaluate(context) {
    const forwarders = resourcesOf(context, "aws_lambda_function").flatMap((lambda) => {
      const relay = relayOf(lambda);
      return relay === undefined ? [] : [{ lambda, relay }];
    });
    return judge(
      forwarders,
      "the plans forward no findings",
      ({ lambda }) => whereIs(lambda),
      ({ relay }) => {
        const { protocol, url, insecure } = objectOf(relay);
        if (protocol === "https")
          return stringOf(url).toLowerCase().startsWith("https://") ? undefined : `sends to ${stringOf(url)}`;
        return insecure === undefined ? undefined : "sends syslog over plain TCP";
      },
    );
  },
};
