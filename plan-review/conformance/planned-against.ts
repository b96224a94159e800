import { arrayOf, objectOf, parsedOf } from "../read/json";
import type { PlanFile } from "../read/plan-file";
import type { PlannedAgainst } from "./expected-stacks";

/** Settings that only an offline plan has: with them, the provider asks AWS nothing. */
const OFFLINE = ["skip_credentials_validation", "skip_requesting_account_id"];

/**
 * What a plan file was planned against, according to the provider configurations in it. An apply of it uses these,
 * whatever the manifest says.
 */
export function plannedAgainst({ configuration, others }: PlanFile): PlannedAgainst["kind"] {
  const providers = [configuration, ...others.values()].flatMap((text) => {
    const { aws } = objectOf(objectOf(parsedOf(text.toString("utf8"))).provider);
    return (Array.isArray(aws) ? arrayOf(aws) : [aws]).map(objectOf);
  });
  if (providers.some(({ endpoints }) => endpoints !== undefined && endpoints !== null)) return "local";
  return providers.some((provider) => OFFLINE.some((setting) => provider[setting] === true))
    ? "offline"
    : "live";
}
