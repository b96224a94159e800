/** A repository of GitHub whose workflow plans and applies. */
export interface GithubPipeline {
  /** As `owner/name`. */
  readonly repository: string;
  /** The protected branch: only what is on it is applied. */
  readonly branch: string;
  /** The protected environment in which somebody approves an apply. */
  readonly environment: string;
}

/** A project of GitLab whose pipeline plans and applies. */
export interface GitlabPipeline {
  /** With its groups: `acme/security/guardduty`. */
  readonly project: string;
  /** The server without `https://`. It issues the tokens that the roles trust. */
  readonly host: string;
  readonly branch: string;
  readonly environment: string;
}

/** The pipeline that plans on pull requests and applies from the protected branch. It has one forge. */
export interface PipelineConfig {
  readonly github?: GithubPipeline;
  readonly gitlab?: GitlabPipeline;
  /** Into how many jobs a plan is divided. Never more than there are stacks. */
  readonly shards: number;
  /** Seals the plan files that leave a job. Absent: the bucket of the states carries them. */
  readonly kmsKeyArn?: string;
  /** When drift, verify and discover run: five fields of cron, in UTC. */
  readonly schedule: string;
  /** The labels, or in GitLab the tags, of the runners that take the jobs. Absent: the forge's own. */
  readonly runner?: readonly string[];
}
