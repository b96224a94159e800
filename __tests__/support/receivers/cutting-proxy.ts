import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server } from "node:net";

/**
 * Passes TCP on, and ends the first connections in order, below TLS and without its close_notify, after so many bytes from the client: what an
 * attacker or a broken middlebox can do to a TLS stream.
 */
export class CuttingProxy {
  private readonly server: Server;

  constructor(
    private readonly target: () => number,
    /** For each connection to cut, after how many bytes. */
    private readonly cuts: number[],
  ) {
    this.server = createServer((client) => {
      const cut = this.cuts.shift() ?? Infinity;
      const upstream = connect(this.target(), "127.0.0.1");
      let bytes = 0;
      client.on("data", (chunk) => {
        bytes += chunk.length;
        if (bytes > cut) {
          client.end();
          upstream.destroy();
        } else upstream.write(chunk);
      });
      client.on("end", () => upstream.end()).on("error", () => upstream.destroy());
      upstream.on("data", (chunk) => client.write(chunk));
      upstream.on("end", () => client.end()).on("error", () => client.destroy());
    });
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async start(): Promise<void> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
  }

  stop(): void {
    this.server.close();
  }
}
