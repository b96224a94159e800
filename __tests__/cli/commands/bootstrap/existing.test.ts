import { explainFailure } from "../../../../cli/commands/apply/explain-failure";
import { bootstrapPart } from "../../../../config/bootstrap-part";
import { stackList } from "../../../../config/stack-list";
import { withBootstrap } from "../../../support/bootstrap-fleet";

describe("A bootstrap that AWS refuses because something exists", () => {
  const project = withBootstrap();
  const config = bootstrapPart(project.config)!;
  const [entry] = stackList(config);
  const told = (diagnostics: string) =>
    explainFailure({ ...project, config }, { kind: "live" }, entry!, diagnostics);

  it.each([
    [
      "Error: creating IAM OIDC Provider: operation error IAM: CreateOpenIDConnectProvider, EntityAlreadyExists: Provider with url https://token.actions.githubusercontent.com already exists.",
      "tokenProvider: existing",
    ],
    [
      "Error: creating IAM Role (orgduty-plan): operation error IAM: CreateRole, EntityAlreadyExists: Role with name orgduty-plan already exists.",
      "takes over nothing that exists",
    ],
    [
      "Error: creating S3 Bucket (acme-states): BucketAlreadyExists",
      "Another account of AWS has a bucket of that name",
    ],
    ["Error: creating S3 Bucket (acme-states): BucketAlreadyOwnedByYou", "takes over nothing that exists"],
  ])("says what to do: %s", async (diagnostics, expected) => {
    expect(await told(diagnostics)).toContain(expected);
  });

  it("says nothing of other refusals", async () => {
    expect(await told("Error: creating IAM Role: AccessDenied")).toBeUndefined();
  });

  it("has stacks of its own, which no other command has", () => {
    expect(stackList(config).map(({ name, kind }) => [name, kind])).toEqual([
      ["bootstrap-aws", "bootstrap"],
      ["bootstrap-aws-cn", "bootstrap"],
    ]);
    expect(stackList(project.config).filter(({ kind }) => kind === "bootstrap")).toEqual([]);
  });
});
