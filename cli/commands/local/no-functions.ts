/** What a person reads if a local AWS runs no functions. */
export const NO_FUNCTIONS =
  "this local AWS runs no functions, for they need Node 22: findings stay in their queues, and nothing is delivered";
