import { readFileSync } from "node:fs";
import { join } from "node:path";
import { evaluateAll } from "../../../aws/policy/evaluate";
import { partitionOf, PARTITIONS } from "../../../aws/partitions";
import { neededFor } from "../../../doctor/needed/needed-for";
import { PURPOSES } from "../../../doctor/needed/own-calls";
import { MOST_CHARACTERS } from "../../../doctor/roles/policies";
import { expectedIn } from "../../../verification/expect/region-expectation";
import { acme, resourcesOf } from "../../support/fleet";
import { FLEETS, printed, readable, type Fleet } from "./printed";

/** What doctor asks IAM about, in each region. */
function asked({ project, resources }: Fleet) {
  const { config } = project;
  return config.regions.flatMap((region) => {
    const organization = config.organizations[partitionOf(region)];
    if (!organization) return [];
    const { administratorAccountId, partition } = organization;
    const here = expectedIn(resources, { region, administratorAccountId });
    return neededFor(here, organization).map((one) => ({ ...one, region, partition }));
  });
}

/** The policy reader takes the keys of a request in small letters. */
function requestOf(context: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));
}

const example = acme();
const whole: Fleet = { project: example, resources: resourcesOf(example) };

describe.each([["acme", whole] as const, ...FLEETS])("Printed policies of %s", (_, fleet) => {
  const questions = asked(fleet);

  it.each(["plan", "apply"] as const)("allow what doctor asks about for %s, and plan no write", (purpose) => {
    const policiesOf = readable(printed(fleet, purpose));
    const answers = new Set<string>();
    for (const { action, resource, account, isRead, context, region, partition } of questions) {
      const question = {
        action,
        resource,
        context: requestOf({ ...context, "aws:RequestedRegion": region }),
      };
      const { answer } = evaluateAll(policiesOf(partition, account), question);
      const isWanted = purpose === "apply" || isRead;
      if (answer !== (isWanted ? "yes" : "no"))
        answers.add(`${action} on ${resource} in ${region}: ${answer}`);
    }
    expect([...answers]).toEqual([]);
    expect(questions.length).toBeGreaterThan(50);
  });

  it("fit what IAM takes", () => {
    for (const { characters, document, part, parts } of printed(fleet)) {
      expect(characters).toBe(JSON.stringify(document).length);
      expect(characters).toBeLessThanOrEqual(MOST_CHARACTERS);
      expect(part).toBeLessThanOrEqual(parts);
      const sids = document.Statement.map(({ Sid }) => Sid);
      expect(new Set(sids).size).toBe(sids.length);
      for (const sid of sids) expect(sid).toMatch(/^[A-Za-z0-9]+$/);
    }
  });

  it("name every region of the partition, and none of another", () => {
    const { regions, organizations } = fleet.project.config;
    for (const partition of PARTITIONS.filter((one) => organizations[one]))
      for (const purpose of PURPOSES) {
        const own = printed(fleet, purpose).filter((one) => one.partition === partition);
        const administrators = own.filter(({ holder }) => holder === "administrator");
        const text = JSON.stringify(administrators);
        for (const region of regions) expect(text.includes(region)).toBe(partitionOf(region) === partition);
        expect(text).not.toContain(partition === "aws" ? "arn:aws-cn:" : "arn:aws:");
      }
  });
});

describe("Printed policies", () => {
  const [, demanding] = FLEETS.find(([name]) => name === "demanding")!;
  const statements = printed(demanding, "apply").flatMap(({ document }) => document.Statement);
  const conditionOf = (action: string) =>
    statements
      .filter(({ Action }) => Action.includes(action))
      .map(({ Condition }) => Condition?.StringEquals);

  it("hand roles to their service only, and bind roles to the boundary", () => {
    const bounded = { "iam:PermissionsBoundary": "arn:aws:iam::222222222222:policy/edge" };
    for (const action of ["iam:CreateRole", "iam:PutRolePolicy", "iam:PutRolePermissionsBoundary"])
      expect(conditionOf(action)).toEqual([bounded]);
    expect(conditionOf("iam:PassRole")).toEqual([
      { "iam:PassedToService": "lambda.amazonaws.com" },
      { "iam:PassedToService": "scheduler.amazonaws.com" },
    ]);
    expect(conditionOf("iam:CreateServiceLinkedRole")).toEqual([
      { "iam:AWSServiceName": "guardduty.amazonaws.com" },
      { "iam:AWSServiceName": "guardduty.amazonaws.com" },
    ]);
    expect(conditionOf("organizations:RegisterDelegatedAdministrator")).toEqual([
      { "organizations:ServicePrincipal": "guardduty.amazonaws.com" },
    ]);
  });

  it("set no boundary if the config has none", () => {
    expect(JSON.stringify(printed(whole, "apply"))).not.toContain("PermissionsBoundary");
  });

  it("let the runner lock a state for a plan, and write it for an apply only", () => {
    const of = (purpose: "plan" | "apply" | "verify") =>
      printed(demanding, purpose)
        .filter(({ holder }) => holder === "runner")
        .flatMap(({ document }) => document.Statement)
        .map(({ Action, Resource }) => `${Action.join(" ")} on ${Resource.join(" ")}`);
    const change = "s3:DeleteObject s3:GetObject s3:PutObject";
    const states = "arn:aws:s3:::acme-states/orgduty/acme/*.tfstate";
    expect(of("plan")).toContain(`s3:GetObject on ${states}`);
    expect(of("plan")).not.toContain(`${change} on ${states}`);
    expect(of("plan")).toContain(`${change} on ${states}.tflock`);
    expect(of("apply")).toContain(`${change} on ${states}`);
    expect(of("verify").join()).not.toContain("s3:");
    expect(of("apply")[0]).toBe(
      "sts:AssumeRole on arn:aws:iam::111111111111:role/orgduty-apply arn:aws:iam::222222222222:role/orgduty-apply",
    );
  });

  describe("for the runner", () => {
    const sealing = (project: Fleet["project"], purpose: "plan" | "apply" | "verify") =>
      printed({ project, resources: demanding.resources }, purpose)
        .filter(({ holder }) => holder === "runner")
        .flatMap(({ document }) => document.Statement)
        .filter(({ Sid }) => Sid === "SealedPlans")
        .map(({ Action, Resource, Condition }) => ({ Action, Resource, Condition }));
    const { project } = demanding;
    const { kmsKeyArn, ...pipeline } = project.config.pipeline!;
    const inBucket = { ...project, config: { ...project.config, pipeline } };

    it("let a plan seal and an apply open, for this config alone", () => {
      const Condition = { StringEquals: { "kms:EncryptionContext:orgduty:name": "acme" } };
      const Resource = [kmsKeyArn];
      expect(sealing(project, "plan")).toEqual([
        { Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource, Condition },
      ]);
      expect(sealing(project, "apply")).toEqual([{ Action: ["kms:Decrypt"], Resource, Condition }]);
      expect(sealing(project, "verify")).toEqual([]);
    });

    it("let them use the sealed prefix of the bucket if there is no key", () => {
      const Resource = ["arn:aws:s3:::acme-states/orgduty/acme/sealed/*"];
      expect(sealing(inBucket, "plan")).toEqual([{ Action: ["s3:GetObject", "s3:PutObject"], Resource }]);
      expect(sealing(inBucket, "apply")).toEqual([{ Action: ["s3:GetObject"], Resource }]);
    });

    it("say nothing of it without a pipeline", () => {
      expect(sealing(whole.project, "plan")).toEqual([]);
    });
  });

  /** After a change: ./orgduty roles print --for PURPOSE --json --config examples/acme/orgduty.yaml */
  it.each(PURPOSES)("are as expected for acme and %s", (purpose) => {
    const expected = readFileSync(join(__dirname, `expected.${purpose}.json`), "utf8");
    const document = { schemaVersion: 1, name: "acme", for: purpose, policies: printed(whole, purpose) };
    expect(`${JSON.stringify(document, null, 2)}\n`).toBe(expected);
  });
});
