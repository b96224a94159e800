/** A comment of a pull request, or a note of a merge request. */
export interface ForgeComment {
  readonly id: number;
  readonly body: string;
  /** Whether the job's own token wrote it: whoever wrote a comment can change it later. */
  readonly isOwn: boolean;
}

/** A change that is proposed for the protected branch. */
export interface Proposal {
  /** The branch that has the change. */
  readonly from: string;
  /** The protected branch. */
  readonly to: string;
  readonly title: string;
  readonly body: string;
}

/** GitHub or GitLab, as a job of a pipeline sees it. */
export interface Forge {
  /** Where git fetches from and pushes to, without any credentials in it. */
  readonly remote: string;
  /** The header that lets git in. Undefined if the job has no token for that. */
  readonly gitHeader?: string;
  /** The comments of the pull request that the job runs for. */
  comments(): Promise<ForgeComment[]>;
  addComment(body: string): Promise<void>;
  changeComment(id: number, body: string): Promise<void>;
  /** The address of the open proposal from a branch, if there is one. */
  proposalFrom(branch: string, to: string): Promise<string | undefined>;
  /** Proposes a change, and returns the address of the proposal. */
  propose(proposal: Proposal): Promise<string>;
}

/** What a job lacks to ask its forge: a variable that is not set. */
export class NotInAJobError extends Error {}

/** A variable of the job. @throws NotInAJobError if it is not set */
export function needed(env: NodeJS.ProcessEnv, name: string, why: string): string {
  const value = env[name];
  if (value === undefined || value === "") throw new NotInAJobError(`$${name} is not set: ${why}`);
  return value;
}
