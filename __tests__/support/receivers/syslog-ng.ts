import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Certificate } from "./certificates";
import { freePort, startDaemon } from "./daemon";
import type { SyslogDaemon } from "./rsyslog";

/** Where scripts/install-debian-packages.sh unpacks it: Debian's packages of rsyslog and syslog-ng exclude each other. */
const PREFIX = "/usr/local/lib/orgduty-syslog-ng/usr";
export const SYSLOG_NG = join(PREFIX, "sbin", "syslog-ng");

/** syslog-ng with OpenSSL, taking messages only from who shows a certificate of our authority. */
export async function startSyslogNg(
  folder: string,
  server: Certificate,
  ca: Certificate,
): Promise<SyslogDaemon> {
  const port = await freePort();
  const configuration = join(folder, "syslog-ng.conf");
  const [raw, parsed] = [join(folder, "syslog-ng.raw"), join(folder, "syslog-ng.parsed")];
  writeFileSync(
    configuration,
    `@version: 3.38
options { keep-hostname(yes); log-msg-size(65536); flush-lines(1); };
source relay { syslog(ip(127.0.0.1) port(${port}) transport("tls") flags(store-raw-message) tls(
  key-file("${server.keyFile}") cert-file("${server.certificateFile}") ca-file("${ca.certificateFile}")
  peer-verify(required-trusted))); };
destination raw { file("${raw}" template("\${RAWMSG}\\n")); };
destination parsed { file("${parsed}" template("\${HOST}|\${PROGRAM}|\${MSGID}|\${SDATA}|\${MESSAGE}\\n")); };
log { source(relay); destination(raw); destination(parsed); };
`,
  );
  writeFileSync(raw, "");
  writeFileSync(parsed, "");
  const modules = `--module-path=${PREFIX}/lib/syslog-ng/3.38`;
  const files = ["--persist-file", "--pidfile", "--control"].map(
    (option) => `${option}=${join(folder, `syslog-ng${option}`)}`,
  );
  const commandLine = ["--foreground", "--no-caps", `--cfgfile=${configuration}`, modules, ...files];
  const daemon = await startDaemon(SYSLOG_NG, commandLine, port, {
    LD_LIBRARY_PATH: `${PREFIX}/lib/syslog-ng`,
  });
  return { ...daemon, raw: () => readFileSync(raw, "utf8"), parsed: () => readFileSync(parsed, "utf8") };
}
