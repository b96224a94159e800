import { createServer as createHttp } from "node:http";
import { createServer as createHttps } from "node:https";
import type { AddressInfo, Server } from "node:net";
import { createServer as createTls } from "node:tls";

/** Ports of a relay that takes everything, and of a Secrets Manager with its secret. */
export interface RelayPorts {
  readonly https: number;
  readonly syslog: number;
  readonly secrets: number;
}

const { KEY: key, CERTIFICATE: cert, SECRET } = process.env as Record<string, string>;
const servers: Record<keyof RelayPorts, Server> = {
  https: createHttps({ key, cert }, (incoming, response) =>
    incoming.resume().on("end", () => response.writeHead(200).end()),
  ),
  syslog: createTls({ key, cert }, (socket) => void socket.on("error", () => undefined).resume()),
  secrets: createHttp((incoming, response) =>
    incoming.resume().on("end", () => response.end(JSON.stringify({ SecretString: SECRET }))),
  ),
};

async function main(): Promise<void> {
  const ports: Record<string, number> = {};
  for (const [name, server] of Object.entries(servers)) {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    ports[name] = (server.address() as AddressInfo).port;
  }
  process.send!(ports);
}

process.on("disconnect", () => process.exit(0));
void main();
