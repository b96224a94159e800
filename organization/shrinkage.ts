/**
 * Whether an organization lost so many accounts at once that a mistake is likelier than a departure: more than two, and more
 * than a fifth.
 */
export function isSharpLoss(lost: number, before: number): boolean {
  return lost > 2 && lost > before / 5;
}
