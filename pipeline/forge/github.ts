import { readFileSync } from "node:fs";
import { ask, askAll, type ForgeRequest } from "./ask";
import { needed, NotInAJobError, type Forge, type ForgeComment } from "./forge";

/** GitHub, in a job of Actions. Source: https://docs.github.com/en/rest/issues/comments, .../rest/pulls/pulls */
export function githubForge(env: NodeJS.ProcessEnv, signal?: AbortSignal): Forge {
  const token = needed(env, "GITHUB_TOKEN", "the step needs env: GITHUB_TOKEN: ${{ github.token }}");
  const repository = needed(env, "GITHUB_REPOSITORY", "this works in a job of GitHub Actions");
  const api = `${env.GITHUB_API_URL ?? "https://api.github.com"}/repos/${repository}`;
  const request: ForgeRequest = {
    headers: {
      authorization: `Bearer ${token}`,
      accept: "application/vnd.github+json",
      "x-github-api-version": "2022-11-28",
    },
    ...(signal && { signal }),
  };
  const issue = () => `${api}/issues/${pullRequestOf(env)}/comments`;
  return {
    remote: `${env.GITHUB_SERVER_URL ?? "https://github.com"}/${repository}.git`,
    gitHeader: basic("x-access-token", token),
    comments: async () => (await askAll<IssueComment>(issue(), request)).map(ownOrNot),
    addComment: async (body) => void (await ask(issue(), { ...request, method: "POST", body: { body } })),
    changeComment: async (id, body) =>
      void (await ask(`${api}/issues/comments/${id}`, { ...request, method: "PATCH", body: { body } })),
    proposalFrom: async (branch, to) => {
      const owner = repository.split("/")[0];
      const open = `${api}/pulls?state=open&head=${encodeURIComponent(`${owner}:${branch}`)}&base=${encodeURIComponent(to)}`;
      return (await ask<{ html_url: string }[]>(open, request))[0]?.html_url;
    },
    propose: async ({ from, to, title, body }) =>
      (
        await ask<{ html_url: string }>(`${api}/pulls`, {
          ...request,
          method: "POST",
          body: { head: from, base: to, title, body },
        })
      ).html_url,
  };
}

/** A comment as GitHub sends it. */
interface IssueComment {
  readonly id: number;
  readonly body: string;
  readonly user: { readonly login: string } | null;
}

function ownOrNot({ id, body, user }: IssueComment): ForgeComment {
  return { id, body, isOwn: user?.login === "github-actions[bot]" };
}

/** The header of git's own requests. Source: https://git-scm.com/docs/git-config#Documentation/git-config.txt-httpextraHeader */
export function basic(user: string, token: string): string {
  return `Authorization: Basic ${Buffer.from(`${user}:${token}`).toString("base64")}`;
}

function pullRequestOf(env: NodeJS.ProcessEnv): number {
  const file = needed(env, "GITHUB_EVENT_PATH", "this works in a job of GitHub Actions");
  const event = JSON.parse(readFileSync(file, "utf8")) as { pull_request?: { number?: number } };
  const number = event.pull_request?.number;
  if (number === undefined)
    throw new NotInAJobError("the job runs for no pull request, so there is nothing to comment on");
  return number;
}
