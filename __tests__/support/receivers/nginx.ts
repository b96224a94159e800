import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Certificate } from "./certificates";
import { freePort, startDaemon, type Daemon } from "./daemon";

export interface NginxCollector extends Daemon {
  /** The bodies of the requests, as they came over the wire, in order. */
  bodies(): Buffer[];
  /** Method, status and the headers that matter, a request a line. */
  requests(): string;
}

/** nginx as a collector: it keeps each body in a file, and wants a client certificate of our authority. */
export async function startNginx(
  folder: string,
  server: Certificate,
  ca: Certificate,
): Promise<NginxCollector> {
  const port = await freePort();
  const inner = join(folder, "nginx.sock");
  const [bodies, log, configuration] = ["nginx-bodies", "nginx.log", "nginx.conf"].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  mkdirSync(bodies);
  writeFileSync(
    configuration,
    `daemon off; user root; pid ${join(folder, "nginx.pid")}; error_log stderr;
events {}
http {
  log_format request '$request_method $status $content_type $http_content_encoding $http_idempotency_key $http_x_source $connection_requests';
  access_log off;
  server {
    listen 127.0.0.1:${port} ssl;
    ssl_certificate ${server.certificateFile}; ssl_certificate_key ${server.keyFile};
    ssl_client_certificate ${ca.certificateFile}; ssl_verify_client on;
    client_max_body_size 8m; client_body_in_file_only on; client_body_temp_path ${bodies};
    access_log ${log} request;
    location / { proxy_pass http://unix:${inner}:; proxy_pass_request_body off; proxy_set_header content-length ""; }
  }
  server { listen unix:${inner}; location / { return 204; } }
}
`,
  );
  const daemon = await startDaemon("nginx", ["-c", configuration, "-e", "stderr"], port);
  const list = () =>
    readdirSync(bodies)
      .sort()
      .map((name) => readFileSync(join(bodies, name)));
  return { ...daemon, bodies: list, requests: () => readFileSync(log, "utf8") };
}
