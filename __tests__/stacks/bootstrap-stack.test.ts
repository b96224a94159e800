import { ABSENT, type Context } from "../../aws/policy/context";
import { evaluate } from "../../aws/policy/evaluate";
import { parsePolicy } from "../../aws/policy/parse-policy";
import type { AskingPrincipal } from "../../aws/policy/question";
import { completeBootstrap } from "../../config/complete/bootstrap-defaults";
import { policiesFor } from "../../doctor/roles/policies";
import { BOOTSTRAP_TYPES, MADE_TYPES } from "../../plan-review/judge/process/known-types";
import { declaredResources } from "../../stacks/declared-resources";
import { bootstrapStack, GITLAB, withBootstrap } from "../support/bootstrap-fleet";
import type { Resource, SynthesizedStack } from "../support/fleet";

const full = bootstrapStack();
const all = (stack: SynthesizedStack, type: string) => Object.values(stack.resource[type] ?? {});
/** The role of an account for a purpose. */
function roleOf(stack: SynthesizedStack, account: string, purpose: string): Resource {
  const [, role] = Object.entries(stack.resource.aws_iam_role!).find(([address]) =>
    address.startsWith(`${account}-${purpose}_`),
  )!;
  return role;
}

const GITHUB_PROVIDER = "arn:aws:iam::222222222222:oidc-provider/token.actions.githubusercontent.com";

describe("The entry role's trust in GitHub's tokens", () => {
  /** Whether a job with this subject may assume the administrator's role. */
  function lets(purpose: string, sub: string, change: Partial<Record<"aud" | "provider", string>> = {}) {
    const { aud = "sts.amazonaws.com", provider = GITHUB_PROVIDER } = change;
    const issuer = "token.actions.githubusercontent.com";
    return asked(full, purpose, provider, { [`${issuer}:sub`]: sub, [`${issuer}:aud`]: aud });
  }
  const own = "repo:acme/guardduty";

  it("lets pull requests and the protected branch plan", () => {
    expect(lets("plan", `${own}:pull_request`)).toBe("yes");
    expect(lets("plan", `${own}:ref:refs/heads/main`)).toBe("yes");
  });

  it("lets only the protected environment apply", () => {
    expect(lets("apply", `${own}:environment:orgduty`)).toBe("yes");
    expect(lets("apply", `${own}:pull_request`)).toBe("no");
    expect(lets("apply", `${own}:ref:refs/heads/main`)).toBe("no");
  });

  it.each([
    ...["repo:mallory/guardduty:pull_request", "repo:mallory/guardduty:environment:orgduty"],
    ...["repo:acme/other:pull_request", `${own}:environment:production`, `${own}-2:environment:orgduty`],
    ...[`${own}:ref:refs/heads/feature`, `${own}:ref:refs/tags/main`, `${own}:environment:orgduty-2`],
    ...["repo:acme/guardduty:*", "REPO:ACME/GUARDDUTY:PULL_REQUEST", ""],
  ])("refuses a fork, another repository, branch, tag or environment: %s", (sub) => {
    expect(lets("plan", sub)).toBe("no");
    expect(lets("apply", sub)).toBe("no");
  });

  it("refuses tokens for another audience, and of another provider", () => {
    const other = GITHUB_PROVIDER.replace("token.actions", "token.evil");
    for (const [purpose, sub] of [
      ["plan", `${own}:pull_request`] as const,
      ["apply", `${own}:environment:orgduty`] as const,
    ]) {
      expect(lets(purpose, sub, { aud: "https://github.com/acme" })).toBe("no");
      expect(lets(purpose, sub, { provider: other })).toBe("no");
    }
  });
});

function asked(stack: SynthesizedStack, purpose: string, provider: string, context: Context) {
  const trust = parsePolicy(roleOf(stack, "administrator", purpose).assume_role_policy);
  return evaluate(trust, {
    action: "sts:AssumeRoleWithWebIdentity",
    resource: undefined,
    principal: { kind: "Federated", name: provider },
    context,
  }).answer;
}

describe("The entry role's trust in GitLab's tokens", () => {
  it("takes the protected branch of the project alone", () => {
    const stack = bootstrapStack(withBootstrap(undefined, GITLAB));
    const provider = "arn:aws:iam::222222222222:oidc-provider/gitlab.com";
    const lets = (purpose: string, project: string, ref: string) =>
      asked(stack, purpose, provider, {
        "gitlab.com:sub": `project_path:${project}:ref_type:${ref}`,
        "gitlab.com:aud": "sts.amazonaws.com",
      });
    for (const purpose of ["plan", "apply"]) {
      expect(lets(purpose, "acme/sec/gd", "branch:ref:main")).toBe("yes");
      expect(lets(purpose, "acme/sec/gd", "tag:ref:main")).toBe("no");
      expect(lets(purpose, "acme/sec/gd", "branch:ref:feature")).toBe("no");
      expect(lets(purpose, "mallory/gd", "branch:ref:main")).toBe("no");
    }
  });
});

describe("Trust in roles and named principals", () => {
  const ask = (role: Resource, name: string, context: Context) => {
    const principal: AskingPrincipal = { kind: "AWS", name };
    const question = { action: "sts:AssumeRole", resource: undefined, principal, context };
    return evaluate(parsePolicy(role.assume_role_policy), question).answer;
  };
  const entry = (purpose: string) => `arn:aws:iam::222222222222:role/orgduty-${purpose}`;

  it.each(["management", "administrator", "logArchive"])(
    "lets the entry role of the same purpose into %s, and no other",
    (account) => {
      for (const purpose of ["plan", "apply"])
        for (const from of ["plan", "apply", "other"]) {
          const context = { "aws:principalarn": entry(from) };
          const expected = from === purpose ? "yes" : "no";
          expect(ask(roleOf(full, account, purpose), entry(from), context)).toBe(expected);
        }
    },
  );

  it("asks a named principal for its external id", () => {
    const arn = "arn:aws:iam::111111111111:role/ci";
    const principals = [{ arn, externalId: "one-two" }];
    const stack = bootstrapStack(withBootstrap(completeBootstrap({ principals }), "none"));
    for (const role of all(stack, "aws_iam_role")) {
      expect(ask(role, arn, { "sts:externalid": "one-two" })).toBe("yes");
      expect(ask(role, arn, { "sts:externalid": ABSENT })).toBe("no");
      expect(ask(role, arn, { "sts:externalid": "another" })).toBe("no");
      expect(ask(role, arn.replace("ci", "other"), { "sts:externalid": "one-two" })).toBe("no");
    }
    expect(all(stack, "aws_iam_role")).toHaveLength(6);
    expect(all(stack, "aws_iam_openid_connect_provider")).toEqual([]);
  });
});

describe("The bootstrap stack", () => {
  it("has policies that are letter by letter those of roles print", () => {
    const { config, snapshots } = withBootstrap();
    const resources = declaredResources({ config, snapshots, outputFolder: "/o", stateFolder: "/s" });
    const organization = config.organizations.aws!;
    const printed = (["plan", "verify", "discover", "apply"] as const)
      .flatMap((purpose) => policiesFor({ config, organization, resources, purpose }))
      .filter(({ holder, purpose }) => holder !== "runner" || ["plan", "apply"].includes(purpose))
      .map(({ document }) => JSON.stringify(document));
    const attached = all(full, "aws_iam_policy")
      .filter(({ name }) => !String(name).startsWith("siem-reader"))
      .map(({ policy }) => policy);
    expect(attached.sort()).toEqual(printed.sort());
    expect(all(full, "aws_iam_role_policy_attachment")).toHaveLength(printed.length);
  });

  it("puts the boundary and the session's length on every role", () => {
    for (const role of all(full, "aws_iam_role")) {
      const [, account] = /::(\d{12}):/.exec(String(role.permissions_boundary))!;
      expect(role.permissions_boundary).toBe(`arn:aws:iam::${account}:policy/workload-boundary`);
      expect(role.max_session_duration).toBe(3600);
    }
  });

  it("makes no access key, no login and no inline policy", () => {
    const types = Object.keys(full.resource);
    expect(
      types.filter((type) => /access_key|login|credential|_role_policy$|_user_policy$/.test(type)),
    ).toEqual([]);
  });

  it("protects the bucket of the states and its key, and lets only sealed plans expire", () => {
    for (const type of ["aws_s3_bucket", "aws_kms_key"])
      expect(all(full, type)).toMatchObject([{ lifecycle: { prevent_destroy: true } }]);
    const [{ rule }] = all(full, "aws_s3_bucket_lifecycle_configuration") as [{ rule: object[] }];
    expect(rule).toMatchObject([{ filter: [{ prefix: "orgduty/acme/sealed/" }], expiration: [{ days: 7 }] }]);
  });

  it("makes no provider of tokens if there is one already", () => {
    const stack = bootstrapStack(withBootstrap(completeBootstrap({ tokenProvider: "existing" })));
    expect(all(stack, "aws_iam_openid_connect_provider")).toEqual([]);
    expect(JSON.stringify(roleOf(stack, "administrator", "plan"))).toContain(GITHUB_PROVIDER);
  });

  it("has a role instead of a user for a reader that assumes one", () => {
    const principal = { arn: "arn:aws:iam::999999999999:root", externalId: "siem-1" };
    const stack = bootstrapStack(withBootstrap(completeBootstrap({ reader: { name: "reader", principal } })));
    expect(all(stack, "aws_iam_user")).toEqual([]);
    const { assume_role_policy: trust } = all(stack, "aws_iam_role").find(({ name }) => name === "reader")!;
    expect(trust).toContain("siem-1");
  });

  it("has no type of resource that the review does not know", () => {
    const types = Object.keys(full.resource).filter((type) => !MADE_TYPES.includes(type));
    expect(types.sort()).toEqual([...BOOTSTRAP_TYPES]);
  });
});
