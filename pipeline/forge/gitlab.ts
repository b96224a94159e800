import { ask, askAll, type ForgeRequest } from "./ask";
import { needed, type Forge, type ForgeComment } from "./forge";
import { basic } from "./github";

/** A project access token, and the variable that it comes in. */
export interface GitlabToken {
  readonly variable: string;
  readonly value: string | undefined;
}

/**
 * GitLab, in a job of its CI. A job's own token may fetch, but neither write notes nor open merge requests: those need a project access token.
 * Source: https://docs.gitlab.com/ci/jobs/ci_job_token/, https://docs.gitlab.com/api/notes/, https://docs.gitlab.com/api/merge_requests/
 */
export function gitlabForge(
  env: NodeJS.ProcessEnv,
  { variable, value }: GitlabToken,
  signal?: AbortSignal,
): Forge {
  const server = needed(env, "CI_SERVER_URL", "this works in a job of GitLab CI");
  const path = needed(env, "CI_PROJECT_PATH", "this works in a job of GitLab CI");
  const v4 = env.CI_API_V4_URL ?? `${server}/api/v4`;
  const api = `${v4}/projects/${encodeURIComponent(path)}`;
  const token = value ?? "";
  const request = (): ForgeRequest => ({
    headers: {
      "private-token": needed({ [variable]: value }, variable, "docs/pipelines.md says which token that is"),
    },
    ...(signal && { signal }),
  });
  const notes = () => {
    const iid = needed(env, "CI_MERGE_REQUEST_IID", "the job runs for no merge request");
    return `${api}/merge_requests/${iid}/notes`;
  };
  return {
    remote: `${server}/${path}.git`,
    ...gitAccess(token, env.CI_JOB_TOKEN),
    comments: async () => {
      const me = await ask<{ id: number }>(`${v4}/user`, request());
      return (await askAll<Note>(notes(), request())).map(({ id, body, author }): ForgeComment => ({
        id,
        body,
        isOwn: author.id === me.id,
      }));
    },
    addComment: async (body) => void (await ask(notes(), { ...request(), method: "POST", body: { body } })),
    changeComment: async (id, body) =>
      void (await ask(`${notes()}/${id}`, { ...request(), method: "PUT", body: { body } })),
    proposalFrom: async (branch, to) => {
      const open = `${api}/merge_requests?state=opened&source_branch=${encodeURIComponent(branch)}&target_branch=${encodeURIComponent(to)}`;
      return (await ask<{ web_url: string }[]>(open, request()))[0]?.web_url;
    },
    propose: async ({ from, to, title, body }) =>
      (
        await ask<{ web_url: string }>(`${api}/merge_requests`, {
          ...request(),
          method: "POST",
          body: {
            source_branch: from,
            target_branch: to,
            title,
            description: body,
            remove_source_branch: true,
          },
        })
      ).web_url,
  };
}

/** A note as GitLab sends it. */
interface Note {
  readonly id: number;
  readonly body: string;
  readonly author: { readonly id: number };
}

function gitAccess(token: string, jobToken: string | undefined): { readonly gitHeader?: string } {
  if (token !== "") return { gitHeader: basic("oauth2", token) };
  return jobToken === undefined ? {} : { gitHeader: basic("gitlab-ci-token", jobToken) };
}
