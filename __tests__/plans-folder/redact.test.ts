import fc from "../support/fast-check";
import type { JsonObject, JsonValue } from "../../plans-folder/json-value";
import { redactPlan } from "../../plans-folder/redact";

const SECRET = "canary-7f3a";

function resource(change: JsonObject): JsonObject {
  return { address: "aws_thing.a", mode: "managed", type: "aws_thing", name: "a", change };
}

describe("redactPlan", () => {
  it("drops the timestamp", () => {
    expect(redactPlan({ timestamp: "2026-11-24T00:00:00Z", format_version: "1.2" })).toEqual({
      format_version: "1.2",
    });
  });

  it("hides what a change marks as sensitive, and keeps the rest", () => {
    const change = {
      before: { a: SECRET, b: "shown", list: [{ c: SECRET }, { c: "shown" }] },
      before_sensitive: { a: true, list: [{ c: true }] },
      after: SECRET,
      after_sensitive: true,
    };
    expect(redactPlan({ resource_changes: [resource(change)] })).toEqual({
      resource_changes: [
        resource({
          ...change,
          before: { a: "(sensitive value)", b: "shown", list: [{ c: "(sensitive value)" }, { c: "shown" }] },
          after: "(sensitive value)",
        }),
      ],
    });
  });

  it.each([
    [
      "drift",
      { resource_drift: [resource({ before: { a: SECRET }, before_sensitive: { a: true }, after: null })] },
    ],
    ["an output's change", { output_changes: { o: { after: SECRET, after_sensitive: true } } }],
    ["a planned output", { planned_values: { outputs: { o: { sensitive: true, value: SECRET } } } }],
    [
      "a child module's values",
      {
        planned_values: {
          root_module: {
            child_modules: [{ resources: [{ values: { a: SECRET }, sensitive_values: { a: true } }] }],
          },
        },
      },
    ],
    [
      "the prior state",
      {
        prior_state: {
          values: {
            root_module: { resources: [{ values: { a: [SECRET] }, sensitive_values: { a: [true] } }] },
          },
        },
      },
    ],
    ["a variable", { variables: { role: { value: SECRET } } }],
    [
      "a variable's default",
      { configuration: { root_module: { variables: { role: { default: SECRET } } } } },
    ],
    [
      "a provider's constants",
      {
        configuration: {
          provider_config: {
            aws: {
              expressions: {
                access_key: { constant_value: SECRET },
                assume_role: [{ external_id: { constant_value: SECRET } }],
              },
            },
          },
        },
      },
    ],
    [
      "a constant that became a sensitive attribute",
      {
        resource_changes: [resource({ after: { a: SECRET }, after_sensitive: { a: true } })],
        configuration: {
          root_module: {
            resources: [{ type: "aws_thing", name: "a", expressions: { a: { constant_value: SECRET } } }],
          },
        },
      },
    ],
    [
      "a name that says so",
      {
        planned_values: {
          root_module: { resources: [{ values: { hmacKey: SECRET, secret_string: SECRET } }] },
        },
      },
    ],
    ["JSON kept as text", { planned_values: { v: JSON.stringify({ headers: { Authorization: SECRET } }) } }],
    ...["X-Api-Key", "x-access-key", "Secret-Key", "authToken", "X-Auth"].map(
      (name): [string, JsonObject] => [
        `what ${name} holds, in JSON of a function's environment`,
        { environment: [{ variables: { RELAY: JSON.stringify({ headers: { [name]: SECRET } }) } }] },
      ],
    ),
    ["a URL's parameter", { url: `https://relay.example.com/in?source=a&api_key=${SECRET}` }],
    [
      "a parameter of structured data, in JSON kept as text",
      { relay: JSON.stringify({ structuredData: `[x@1 a="b" token="x ${SECRET}"]` }) },
    ],
    ["a URL's password", { planned_values: { url: `https://user:${SECRET}@relay.example.com` } }],
    ["a bearer token", { planned_values: { header: `Bearer ${SECRET}` } }],
  ] as [string, JsonObject][])("hides %s", (_, plan) => {
    expect(JSON.stringify(redactPlan(plan))).not.toContain(SECRET);
  });

  it("keeps what a reviewer needs: regions, account ids, references, secrets' names, policies", () => {
    const policy = '{"Version": "2012-10-17",  "Statement": []}';
    const plan: JsonObject = {
      configuration: {
        provider_config: {
          "aws.management": {
            expressions: {
              region: { constant_value: "us-east-1" },
              allowed_account_ids: { constant_value: ["111111111111"] },
              assume_role: [{ role_arn: { references: ["var.management_role_arn"] } }],
            },
          },
        },
      },
      planned_values: {
        root_module: { resources: [{ values: { secret_arn: "arn", secretName: "relay", policy } }] },
      },
    };
    expect(redactPlan(plan)).toEqual(plan);
  });

  it("hides what is named in a text once, and keeps what is named otherwise", () => {
    const text = `https://relay/in?token=${SECRET}&source=guardduty`;
    const redacted = redactPlan({ text });
    expect(redacted).toEqual({ text: "https://relay/in?token=(sensitive value)&source=guardduty" });
    expect(redactPlan(redacted)).toEqual(redacted);
  });

  it("lets no marked value through, however deep, and changes nothing the second time", () => {
    fc.assert(
      fc.property(markedValue(), ([value, marks]) => {
        const redacted = redactPlan({
          resource_changes: [resource({ after: value, after_sensitive: marks })],
        });
        expect(JSON.stringify(redacted)).not.toContain(SECRET);
        expect(redactPlan(redacted)).toEqual(redacted);
      }),
    );
  });
});

/** A value that holds the secret exactly where its marks say so. */
function markedValue(): fc.Arbitrary<[JsonValue, JsonValue]> {
  const { value } = fc.letrec<{ value: [JsonValue, JsonValue] }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constant<[JsonValue, JsonValue]>([SECRET, true]),
      fc.constant<[JsonValue, JsonValue]>([{ deep: [SECRET] }, true]),
      fc.jsonValue().map((plain): [JsonValue, JsonValue] => [plain as JsonValue, false]),
      fc
        .array(tie("value"))
        .map((pairs): [JsonValue, JsonValue] => [pairs.map(([v]) => v), pairs.map(([, m]) => m)]),
      fc
        .dictionary(fc.string(), tie("value"))
        .map((pairs): [JsonValue, JsonValue] => [
          Object.fromEntries(Object.entries(pairs).map(([key, [v]]) => [key, v])),
          Object.fromEntries(Object.entries(pairs).map(([key, [, m]]) => [key, m])),
        ]),
    ),
  }));
  return value;
}
