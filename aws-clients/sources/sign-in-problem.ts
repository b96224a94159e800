/** Why nobody could be signed in, and what a person can do about it. */
export interface SignInProblem {
  readonly what: string;
  readonly fix: string;
}
