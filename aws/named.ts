/**
 * A resource by its name and the ARN that this name gives it. Known before the resource exists, so that the first plan
 * already shows every policy in full.
 */
export interface Named {
  readonly name: string;
  readonly arn: string;
}
