import { createServer, type Server } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";

/** A proxy of a company: it asks for a password, and leads every CONNECT to one server, so that no name is looked up. */
export class PasswordProxy {
  /** What was connected to, e.g. `sts.us-east-1.amazonaws.com:443`. */
  readonly targets: string[] = [];
  /** What it answers a CONNECT to in place of carrying it, e.g. 403. @default it carries it */
  answer: number | undefined;
  readonly #server: Server;

  private constructor(upstreamPort: number, userAndPassword: string) {
    const expected = `Basic ${Buffer.from(userAndPassword).toString("base64")}`;
    this.#server = createServer().on("connect", ({ url, headers }, socket: Socket) => {
      const status = headers["proxy-authorization"] === expected ? this.answer : 407;
      if (status !== undefined) return void socket.end(`HTTP/1.1 ${status} Refused\r\n\r\n<html>no</html>`);
      this.targets.push(url ?? "");
      const upstream = connect(upstreamPort, "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
        upstream.pipe(socket).pipe(upstream);
      });
      for (const end of [socket, upstream]) end.on("error", () => undefined);
    });
  }

  /** @param userAndPassword as a browser sends them, e.g. `me:secret` */
  static async start(upstreamPort: number, userAndPassword: string): Promise<PasswordProxy> {
    const proxy = new PasswordProxy(upstreamPort, userAndPassword);
    await new Promise<void>((resolve) => proxy.#server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
