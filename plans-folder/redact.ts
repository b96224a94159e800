import { isArray, isObject, mapValues, type JsonObject, type JsonValue } from "./json-value";
import { redactAll, redactKnown } from "./redact-known";
import { isMarked, REDACTED, redactMarked } from "./redact-marked";

/** Provider arguments that hold no secret and that a reviewer needs. All other arguments are redacted. */
const READABLE =
  /^(region|allowed_account_ids|forbidden_account_ids|default_tags|ignore_tags|endpoints|skip_\w+|s3_use_path_style|use_\w+_endpoint|max_retries|retry_mode)$/;

/**
 * Redacts the output of `terraform show -json`, which prints credentials and sensitive values in the clear, and removes
 * its timestamp. All values of variables are redacted, because the JSON does not say which variables are ephemeral.
 */
export function redactPlan(plan: JsonObject): JsonObject {
  const { timestamp: _, ...rest } = plan;
  const marked = sensitiveAttributes(plan);
  const redacted = mapValues(rest, (value, key) => {
    if (key === "variables") return redactVariables(value, "value");
    if (key === "configuration") return redactConfiguration(value, marked);
    return redactSections(value);
  });
  return redactKnown(redacted) as JsonObject;
}

/** Redacts changes, states and outputs: objects that carry their own marks, at any depth. */
function redactSections(value: JsonValue): JsonValue {
  if (isArray(value)) return value.map(redactSections);
  if (!isObject(value)) return value;
  const change = (child: JsonValue, key: string): JsonValue => {
    const marks = value[`${key}_sensitive`] ?? (key === "values" ? value.sensitive_values : undefined);
    if (marks !== undefined) return redactMarked(child, marks);
    if (key === "value" && value.sensitive === true) return REDACTED;
    return redactSections(child);
  };
  return mapValues(value, change);
}

function redactVariables(variables: JsonValue, key: string): JsonValue {
  if (!isObject(variables)) return variables;
  return mapValues(variables, (variable) =>
    isObject(variable) ? mapValues(variable, (child, name) => (name === key ? REDACTED : child)) : variable,
  );
}

function redactConfiguration(configuration: JsonValue, marked: ReadonlySet<string>): JsonValue {
  if (!isObject(configuration)) return configuration;
  return mapValues(configuration, (value, key) =>
    key === "provider_config" ? redactProviders(value) : redactModule(value, marked),
  );
}

function redactProviders(providers: JsonValue): JsonValue {
  if (!isObject(providers)) return providers;
  return mapValues(providers, (provider) => {
    if (!isObject(provider)) return provider;
    return mapValues(provider, (value, key) =>
      key === "expressions" && isObject(value)
        ? mapValues(value, (child, name) => (READABLE.test(name) ? child : redactAll(child)))
        : value,
    );
  });
}

/** Redacts a module's configuration: constants that became sensitive attributes, and defaults of variables. */
function redactModule(value: JsonValue, marked: ReadonlySet<string>): JsonValue {
  if (isArray(value)) return value.map((child) => redactModule(child, marked));
  if (!isObject(value)) return value;
  const { type } = value;
  return mapValues(value, (child, key) => {
    if (key === "variables") return redactVariables(child, "default");
    if (key === "expressions" && isObject(child) && typeof type === "string") {
      return mapValues(child, (expression, name) =>
        marked.has(`${type}.${name}`) ? redactAll(expression) : expression,
      );
    }
    return redactModule(child, marked);
  });
}

/** `type.attribute` of every attribute that is sensitive in any change of the plan. */
function sensitiveAttributes(plan: JsonObject): ReadonlySet<string> {
  const changes = isArray(plan.resource_changes) ? plan.resource_changes : [];
  return new Set(
    changes.flatMap((entry) => {
      if (!isObject(entry) || typeof entry.type !== "string" || !isObject(entry.change)) return [];
      const { type } = entry;
      const { before_sensitive: before, after_sensitive: after } = entry.change;
      const names = [before, after].flatMap((marks) =>
        isObject(marks) ? Object.keys(marks).filter((name) => isMarked(marks[name])) : [],
      );
      return names.map((name) => `${type}.${name}`);
    }),
  );
}
