import { connect as connectPlain, type Socket } from "node:net";
import { connect as connectTls, type TLSSocket } from "node:tls";
import { isIP } from "node:net";
import type { LogRelay } from "../../config/config";
import type { TlsMaterial } from "./secret";

/** Where a relay listens. */
export interface RelayAddress {
  readonly host: string;
  readonly port: number;
  readonly isTls: boolean;
}

/** What a connection to the relay showed. Nothing was sent. */
export type RelayReading =
  | {
      readonly kind: "answers";
      readonly protocol?: string;
      readonly validTo?: string;
      readonly subject?: string;
    }
  /** The connection was made, and the certificate is not one that the forwarder takes. */
  | { readonly kind: "untrusted"; readonly error: string; readonly validTo?: string }
  | { readonly kind: "unreachable"; readonly error: string };

/** A relay's host, port, and whether it speaks TLS. */
export function addressOf(relay: LogRelay): RelayAddress {
  if (relay.protocol === "syslog") {
    const { host, port, insecure } = relay;
    return { host, port, isTls: insecure === undefined };
  }
  const { hostname, port, protocol } = new URL(relay.url);
  const isTls = protocol === "https:";
  return { host: hostname.replace(/^\[|\]$/g, ""), port: Number(port) || (isTls ? 443 : 80), isTls };
}

/** Connects, looks at the certificate, and hangs up. */
export async function readRelay(
  { host, port, isTls }: RelayAddress,
  tls: TlsMaterial,
  { limitMs, signal }: { readonly limitMs: number; readonly signal?: AbortSignal },
): Promise<RelayReading> {
  signal?.throwIfAborted();
  const { servername = isIP(host) === 0 ? host : undefined, ...material } = tls;
  const socket = isTls
    ? connectTls({
        host,
        port,
        ...material,
        ...(servername ? { servername } : {}),
        rejectUnauthorized: false,
      })
    : connectPlain({ host, port });
  try {
    await connected(socket, isTls ? "secureConnect" : "connect", limitMs, signal);
    return isTls ? certificateOf(socket as TLSSocket) : { kind: "answers" };
  } catch (error) {
    signal?.throwIfAborted();
    const { code, message } = error as NodeJS.ErrnoException;
    return { kind: "unreachable", error: code === undefined ? message : `${code}: ${message}` };
  } finally {
    socket.destroy();
  }
}

function connected(socket: Socket, event: string, limitMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${limitMs / 1000} s`)), limitMs);
    const settle = (end: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", aborted);
      end();
    };
    const aborted = () => settle(() => reject(new Error("interrupted")));
    signal?.addEventListener("abort", aborted);
    socket.once(event, () => settle(resolve));
    socket.once("error", (error) => settle(() => reject(error)));
  });
}

function certificateOf(socket: TLSSocket): RelayReading {
  const certificate = socket.getPeerCertificate();
  const validTo = certificate.valid_to ? new Date(certificate.valid_to).toISOString() : undefined;
  const subject = certificate.subject?.CN;
  const until = validTo === undefined ? {} : { validTo };
  if (!socket.authorized) {
    const error = socket.authorizationError as Error | string | undefined;
    return { kind: "untrusted", error: String(error instanceof Error ? error.message : error), ...until };
  }
  return {
    ...{ kind: "answers", protocol: socket.getProtocol() ?? "TLS", ...until },
    ...(typeof subject === "string" ? { subject } : {}),
  };
}
