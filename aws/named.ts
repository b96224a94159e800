/**
 * A resource's name and the ARN that follows from it. Both are known before the resource exists, so that the first plan
 * already shows every policy in full.
 */
export interface Named {
  readonly name: string;
  readonly arn: string;
}
