import { PARTITIONS } from "../../aws/partitions";
import { shown } from "../problems/shown";
import { REGIONS } from "../regions";
import { kmsKeyArn } from "./aws-values";
import { host } from "./host";
import { listOf, section } from "./section";
import { schedule } from "./schedule";
import { matching, text, whole } from "./text";

/**
 * A repository of GitHub as `owner/name`. It stands in the `sub` of the tokens that the roles trust, so it is one
 * repository and never a pattern.
 * Source: https://docs.github.com/en/actions/reference/security/oidc
 */
const repository = text("repository", (value, refuse) => {
  if (isRepository(value)) return value;
  const mended = pathOf(value, "github\\.com");
  const fix = isRepository(mended) ? `did you mean "${mended}"?` : "e.g. acme/guardduty";
  return refuse(`${shown(value)} is not a repository of GitHub: it is written owner/name`, fix);
});

function isRepository(value: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9-]{0,38}\/[\w.-]{1,100}$/.test(value) && !/\/\.{1,2}$|\.git$/.test(value);
}

/** A project of GitLab with its groups: `acme/security/guardduty`. */
const project = text("project", (value, refuse) => {
  if (isProject(value)) return value;
  const mended = pathOf(value, "[^/:]+(:\\d+)?");
  const fix = isProject(mended) ? `did you mean "${mended}"?` : "e.g. acme/security/guardduty";
  return refuse(`${shown(value)} is not a project of GitLab: it is written group/project`, fix);
});

// Source: https://docs.gitlab.com/user/reserved_names/#rules-for-usernames-project-and-group-names-and-slugs
function isProject(value: string): boolean {
  return /^\w[\w.-]*(\/\w[\w.-]*){1,20}$/.test(value) && !/\.(git|atom)$/.test(value);
}

/** What is left of the URL of a clone, with or without its protocol. `server` is a pattern. */
function pathOf(value: string, server: string): string {
  const bare = value.trim().replace(new RegExp(`^(https?://|ssh://)?(git@)?${server}[/:]`), "");
  return bare.replace(/^\/+|\/+$/g, "").replace(/\.git$/, "");
}

/** The protected branch. It stands in a `sub` as well. */
const branch = text("branch", (value, refuse) => {
  if (isBranch(value)) return value;
  const mended = value.trim().replace(/^(refs\/heads|origin)\//, "");
  const what = /[*?[]/.test(value) ? "is a pattern, and a role trusts one branch" : "is not a valid branch";
  const fix = isBranch(mended) ? `did you mean "${mended}"?` : "e.g. main";
  return refuse(`${shown(value)} ${what}`, fix);
});

// Source: https://git-scm.com/docs/git-check-ref-format; characters that a shell or a `sub` reads otherwise are left out.
function isBranch(value: string): boolean {
  return (
    /^[A-Za-z0-9_][\w./-]{0,199}$/.test(value) &&
    !/\.\.|\/\/|\/\.|(\.|\/|\.lock)$|^(refs\/|origin\/)/.test(value)
  );
}

/** A shard without a stack would do nothing. */
const MOST_SHARDS = REGIONS.length + PARTITIONS.length;

/**
 * A GitLab of one's own. It issues the tokens, and IAM takes an issuer without a port.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
 */
const issuer = text("host", (value, refuse) => {
  const name = /^(?:https?:\/\/)?([\w.-]+):\d{1,5}\/?$/.exec(value.trim())?.[1];
  return name === undefined
    ? value
    : refuse(
        `${shown(value)} has a port in it, and IAM trusts no tokens of such an issuer`,
        `serve it at port 443, and write ${name}`,
      );
}).pipe(host);

const environment = matching("environment", /^[A-Za-z0-9][\w-]{0,99}$/, "orgduty");

/** A label of GitHub's runners, a tag of GitLab's. */
const label = matching("runner's label", /^[A-Za-z0-9][\w .:-]{0,99}$/, "self-hosted");

/** Where a pipeline runs: a repository of GitHub. complete.ts fills in branch and environment. */
export const githubShape = {
  repository,
  branch: branch.optional(),
  environment: environment.optional(),
};

/** Where a pipeline runs: a project of GitLab. */
export const gitlabShape = {
  project,
  host: issuer.optional(),
  branch: branch.optional(),
  environment: environment.optional(),
};

/** The pipeline that `orgduty pipeline` writes, and that `orgduty bootstrap` makes roles trust. */
export const pipelineShape = {
  github: section(githubShape).optional(),
  gitlab: section(gitlabShape).optional(),
  shards: whole("shards", [1, MOST_SHARDS], 8).optional(),
  kmsKeyArn: kmsKeyArn.optional(),
  schedule: schedule.optional(),
  runner: listOf(label, "[self-hosted, linux]", { isSet: true }).optional(),
};
/** A valid `pipeline:` as in the file. */
export const pipelineSection = section(pipelineShape);
