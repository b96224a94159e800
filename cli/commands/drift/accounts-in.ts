import type { OrganizationConfig } from "../../../config/config";
import { arrayOf, objectOf, stringOf } from "../../../plan-review/read/json";
import type { JsonObject } from "../../../plans-folder/json-value";

/** Which account each configured resource is in, by `type.name`: the alias of its provider says it. */
export function accountsIn(plan: JsonObject, organization: OrganizationConfig): Map<string, string> {
  const { resources } = objectOf(objectOf(plan.configuration).root_module);
  return new Map(
    arrayOf(resources)
      .map(objectOf)
      .map(({ type, name, provider_config_key: provider }) => [
        `${stringOf(type)}.${stringOf(name)}`,
        accountOf(stringOf(provider), organization),
      ]),
  );
}

function accountOf(provider: string, organization: OrganizationConfig): string {
  const alias = provider.replace(/^aws\./, "");
  if (alias.startsWith("administrator")) return organization.administratorAccountId;
  if (alias.startsWith("log-archive")) return organization.logArchiveAccountId ?? "";
  return organization.managementAccountId;
}
