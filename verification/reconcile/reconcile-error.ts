/** Why a reconciliation could not be made somewhere, and what an operator can do about it. */
export class ReconcileError extends Error {
  constructor(
    message: string,
    readonly fix: string,
  ) {
    super(message);
    this.name = "ReconcileError";
  }
}
