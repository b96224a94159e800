import { providerRefusals } from "../../../terraform/apply/apply-provider-refusals";
import type { JsonObject } from "../../../plans-folder/json-value";
import { SERVICES } from "../../../terraform/engine/override";

const URL = "http://127.0.0.1:4566";
const LOCAL = { kind: "local", endpoint: URL } as const;
const LIVE = { kind: "live" } as const;
const is = (constant_value: string | boolean) => ({ constant_value });
const endpoints = (url = URL) => Object.fromEntries(SERVICES.map((service) => [service, is(url)]));
const local = { endpoints: [endpoints()], skip_metadata_api_check: is(true), region: is("us-east-1") };

/** A plan whose administrator's provider has these arguments. */
const plan = (expressions: JsonObject): JsonObject => ({
  configuration: {
    provider_config: {
      aws: { name: "aws" },
      "aws.administrator": { name: "aws", alias: "administrator", expressions },
    },
  },
});

describe("providerRefusals", () => {
  it("has none for a live plan, a local one at its local AWS, and one without providers", () => {
    expect(providerRefusals("us-east-1", plan({ region: is("us-east-1") }), LIVE)).toEqual([]);
    expect(providerRefusals("us-east-1", plan(local), LOCAL)).toEqual([]);
    expect(providerRefusals("us-east-1", {}, LIVE)).toEqual([]);
  });

  it.each(["skip_credentials_validation", "skip_requesting_account_id", "skip_metadata_api_check"])(
    "rejects %s for AWS",
    (name) => {
      expect(providerRefusals("us-east-1", plan({ [name]: is(true) }), LIVE)).toEqual([
        `provider: us-east-1: aws.administrator was not planned against AWS: it sets ${name}`,
      ]);
    },
  );

  it("rejects endpoints for AWS", () => {
    expect(providerRefusals("us-east-1", plan({ endpoints: [endpoints()] }), LIVE)).toHaveLength(1);
  });

  it("rejects what was planned without AWS for the local AWS", () => {
    const offline = { ...local, skip_credentials_validation: is(true), skip_requesting_account_id: is(true) };
    expect(providerRefusals("us-east-1", plan(offline), LOCAL)).toEqual([
      "provider: us-east-1: aws.administrator was planned without AWS: it sets skip_credentials_validation, skip_requesting_account_id",
    ]);
  });

  const { iam: _, ...withoutIam } = endpoints();
  it.each<[string, JsonObject["endpoints"]]>([
    ["no endpoints", undefined as never],
    ["another local AWS", [endpoints("http://127.0.0.1:4567")]],
    ["a service that would be AWS's own", [withoutIam]],
    ["a service that is elsewhere", [{ ...endpoints(), rds: is("https://rds.example.com") }]],
    ["a service from a variable", [{ ...endpoints(), iam: { references: ["var.iam"] } }]],
    ["two lists of endpoints", [endpoints(), endpoints()]],
  ])("rejects %s for the local AWS", (_, given) => {
    const expressions = given === undefined ? { region: is("us-east-1") } : { ...local, endpoints: given };
    expect(providerRefusals("us-east-1", plan(expressions), LOCAL)).toEqual([
      `provider: us-east-1: aws.administrator was not planned against the local AWS at ${URL}: other endpoints, or none`,
    ]);
  });
});
