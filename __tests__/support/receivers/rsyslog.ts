import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Certificate } from "./certificates";
import { freePort, startDaemon, type Daemon } from "./daemon";

export interface SyslogDaemon extends Daemon {
  /** Each message as it came, one a line. */
  raw(): string;
  /** What the receiver made of each: host, application, message id, structured data, text. */
  parsed(): string;
}

/** rsyslog with GnuTLS, taking messages only from who shows a certificate of our authority. */
export async function startRsyslog(
  folder: string,
  server: Certificate,
  ca: Certificate,
): Promise<SyslogDaemon> {
  const port = await freePort();
  const configuration = join(folder, "rsyslog.conf");
  const [raw, parsed] = [join(folder, "rsyslog.raw"), join(folder, "rsyslog.parsed")];
  writeFileSync(
    configuration,
    `global(workDirectory="${folder}" maxMessageSize="64k" parser.escapeControlCharactersOnReceive="off"
  defaultNetstreamDriver="gtls" defaultNetstreamDriverCAFile="${ca.certificateFile}"
  defaultNetstreamDriverCertFile="${server.certificateFile}" defaultNetstreamDriverKeyFile="${server.keyFile}")
module(load="imtcp" streamDriver.name="gtls" streamDriver.mode="1" streamDriver.authMode="x509/certvalid")
template(name="raw" type="string" string="%rawmsg%\\n")
template(name="parsed" type="string" string="%hostname%|%app-name%|%msgid%|%structured-data%|%msg%\\n")
input(type="imtcp" address="127.0.0.1" port="${port}")
action(type="omfile" file="${raw}" template="raw")
action(type="omfile" file="${parsed}" template="parsed")
`,
  );
  writeFileSync(raw, "");
  writeFileSync(parsed, "");
  const daemon = await startDaemon("rsyslogd", ["-n", "-f", configuration, "-i", "NONE"], port);
  return { ...daemon, raw: () => readFileSync(raw, "utf8"), parsed: () => readFileSync(parsed, "utf8") };
}
