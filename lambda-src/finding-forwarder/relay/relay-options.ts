/** Where records are sent over HTTPS: the same words as `logRelay` in orgduty.yaml. */
export interface HttpsRelayOptions {
  readonly protocol: "https";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly authentication: "none" | "bearer" | "basic" | "hmac";
  /** What else must be true of a 2xx answer. @default the status alone decides */
  readonly accepted?: Accepted;
}

/** The value in a JSON answer that means that the receiver took everything. */
export interface Accepted {
  /** A JSON pointer, e.g. `/code`. */
  readonly pointer: string;
  readonly value: string | number | boolean | null;
}

/** Where records are sent as syslog: the same words as `logRelay` in orgduty.yaml. */
export interface SyslogRelayOptions {
  readonly protocol: "syslog";
  readonly host: string;
  readonly port: number;
  readonly facility: number;
  readonly appName: string;
  /** RFC 5424 structured data for every message. @default none */
  readonly structuredData?: string;
  /** @default the finding's account id */
  readonly hostname?: string;
  /** Size of a message in octets, without the length that precedes it. */
  readonly maxFrameBytes: number;
  readonly oversize: "truncate" | "split" | "fail";
  /**
   * One connection for many batches, which confirms late, with the reason from the config. @default one for each batch
   */
  readonly keepConnection?: { readonly reason: string };
  /** Plain TCP, with the reason from the config. @default TLS */
  readonly insecure?: { readonly reason: string };
}

/** Where records are sent. `protocol` says which of the two it is. */
export type RelayOptions = HttpsRelayOptions | SyslogRelayOptions;

/** What the relay's secret may hold, as JSON. Everything is optional: the relay's settings decide what is needed. */
export interface RelaySecret {
  readonly token?: string;
  readonly username?: string;
  readonly password?: string;
  readonly hmacKey?: string;
  /** PEM of the authority that signed the relay's certificate. @default the public ones */
  readonly ca?: string;
  readonly clientCertificate?: string;
  readonly clientKey?: string;
  /** The name in the relay's certificate, if it differs from the address. @default the address */
  readonly serverName?: string;
}
