import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import { createServer, type Server, type TLSSocket } from "node:tls";
import type { Certificate } from "./certificates";

/** One connection. */
export interface Connection {
  readonly socket: TLSSocket;
  /**
   * Keeps the messages of whole frames, as a receiver would, for good.
   * @returns how many bytes these were
   */
  store(bytes: Buffer): number;
}

/** How a receiver treats a connection. */
export type ConnectionBehaviour = (connection: Connection) => void;

export const acceptAll: ConnectionBehaviour = ({ socket, store }) => {
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  socket.on("end", () => {
    store(Buffer.concat(chunks));
    socket.end();
  });
};

/** A receiver of RFC 5425 that misbehaves as told: each of `next` once, then `always`. */
export class SyslogReceiver {
  readonly messages: string[] = [];
  next: ConnectionBehaviour[] = [];
  always: ConnectionBehaviour = acceptAll;
  private server: Server | undefined;
  private readonly sockets = new Set<Socket>();
  private lastPort = 0;

  constructor(
    private certificate: Certificate,
    private readonly ca: Certificate,
  ) {}

  get port(): number {
    return this.lastPort;
  }

  /** Listens, on the port it had before. */
  async start(): Promise<void> {
    const { key, certificate: cert } = this.certificate;
    const options = { key, cert, ca: this.ca.certificate, requestCert: true, allowHalfOpen: true };
    this.server = createServer(options, (socket) => this.serve(socket));
    this.server.on("tlsClientError", (_, socket) => socket.destroy());
    this.server.on("connection", (socket: Socket) => {
      this.sockets.add(socket);
      socket.on("close", () => this.sockets.delete(socket));
    });
    this.server.listen(this.lastPort, "127.0.0.1");
    await once(this.server, "listening");
    this.lastPort = (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    if (!this.server?.listening) return;
    this.server.close();
    this.sockets.forEach((socket) => socket.destroy());
    await once(this.server, "close");
  }

  present(certificate: Certificate): void {
    this.certificate = certificate;
    this.server?.setSecureContext({
      key: certificate.key,
      cert: certificate.certificate,
      ca: this.ca.certificate,
    });
  }

  private serve(socket: TLSSocket): void {
    socket.on("error", () => undefined);
    (this.next.shift() ?? this.always)({
      socket,
      store: (bytes) => {
        const { messages, length } = framesOf(bytes);
        this.messages.push(...messages);
        return length;
      },
    });
  }
}

/** The messages of the frames that are whole, and the length of these frames. */
export function framesOf(bytes: Buffer): { messages: string[]; length: number } {
  const messages: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    const blank = bytes.indexOf(" ", at);
    const end = blank + 1 + Number(bytes.toString("latin1", at, blank));
    if (blank < 0 || end > bytes.length) break;
    messages.push(bytes.toString("utf8", blank + 1, end));
    at = end;
  }
  return { messages, length: at };
}
