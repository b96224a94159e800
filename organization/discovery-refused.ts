/** Why what was found cannot be a snapshot, or could not be read, and what to do. */
export class DiscoveryRefused extends Error {
  constructor(
    message: string,
    public readonly fix: string,
  ) {
    super(message);
    this.name = "DiscoveryRefused";
  }
}
