import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";
import { buildSync } from "esbuild";
import { buildForwarderBundle } from "../../lambda-src/bundle";
import { TestAuthority } from "../../__tests__/support/receivers/certificates";
import { ExecutionEnvironment, NODE_22 } from "../../__tests__/support/receivers/execution-environment";
import { envelope, findingDetail, messagesOf } from "../../__tests__/lambda-src/finding-forwarder/factories";
import { LOAD_VARIABLE, type Load, type Measured } from "./load";
import type { RelayPorts } from "./relay-process";

type Protocol = "https" | "syslog" | "syslog with keepConnection";

/** A handler under load. */
export interface Contestant {
  /** Delivers so many findings, as fast as it can. */
  deliver(findings: number): Promise<Measured>;
  stop(): void;
}

/** The bundle, a relay in a process of its own, and processes to put under load. */
export class Stage {
  readonly zipBytes: number;
  private readonly folder = mkdtempSync(join(tmpdir(), "orgduty-bench-"));
  private readonly script = join(this.folder, "index.js");
  private readonly authority = new TestAuthority(this.folder);
  private relay!: ChildProcess;
  private ports!: RelayPorts;

  constructor() {
    const bundle = buildForwarderBundle(join(this.folder, "forwarder.zip"));
    this.zipBytes = bundle.bytes;
    writeFileSync(this.script, inflateRawSync(readFileSync(bundle.path).subarray(30 + "index.js".length)));
    for (const name of ["under-load", "relay-process"]) {
      const outfile = join(this.folder, `${name}.js`);
      buildSync({
        entryPoints: [join(__dirname, `${name}.ts`)],
        bundle: true,
        platform: "node",
        outfile,
        logLevel: "error",
      });
    }
  }

  async open(): Promise<void> {
    const { key, certificate } = this.authority.issue("relay");
    const SECRET = JSON.stringify({ ca: this.authority.ca.certificate, token: "token" });
    this.relay = spawn(NODE_22, [join(this.folder, "relay-process.js")], {
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      env: { KEY: key, CERTIFICATE: certificate, SECRET },
    });
    [this.ports] = (await once(this.relay, "message")) as [RelayPorts];
  }

  close(): void {
    this.relay.disconnect();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Starts a handler in a process of its own. */
  start(
    protocol: Protocol,
    load: Pick<Load, "handler" | "batchSize" | "findingBytes">,
    nodeOptions: readonly string[] = [],
  ): Contestant {
    const full: Load = { ...load, script: this.script, url: this.url, ca: this.authority.ca.certificate };
    const child = spawn(NODE_22, [...nodeOptions, join(this.folder, "under-load.js")], {
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      env: { ...this.environment(protocol), [LOAD_VARIABLE]: JSON.stringify(full) },
    });
    const died = once(child, "exit");
    return {
      deliver: async (findings) => {
        child.send(findings);
        const [measured] = (await Promise.race([once(child, "message"), died])) as [Measured];
        if (typeof measured !== "object") throw new Error(`the ${load.handler} handler failed under load`);
        return measured;
      },
      stop: () => child.disconnect(),
    };
  }

  /** Milliseconds from before the bundle is loaded until its first finding is delivered, the secret fetched on the way. */
  async timeToFirstDelivery(protocol: Protocol): Promise<number> {
    const environment = await ExecutionEnvironment.start(this.script, this.environment(protocol));
    const invocation = await environment.invoke(
      messagesOf([JSON.stringify(envelope(findingDetail()))]),
      10_000,
    );
    await environment.stop();
    if (invocation?.response.batchItemFailures.length !== 0)
      throw new Error("the first finding was not delivered");
    return invocation.millisecondsSinceImport;
  }

  private get url(): string {
    return `https://localhost:${this.ports.https}/`;
  }

  private environment(protocol: Protocol): NodeJS.ProcessEnv {
    const https = { protocol: "https", url: this.url, headers: {}, authentication: "bearer" };
    const syslog = {
      protocol: "syslog",
      host: "127.0.0.1",
      port: this.ports.syslog,
      facility: 16,
      appName: "orgduty",
      maxFrameBytes: 8192,
      oversize: "split",
      ...(protocol === "syslog" ? {} : { keepConnection: { reason: "a benchmark" } }),
    };
    return {
      AWS_REGION: "eu-west-1",
      AWS_LAMBDA_FUNCTION_NAME: "bench",
      AWS_ACCESS_KEY_ID: "bench",
      AWS_SECRET_ACCESS_KEY: "bench",
      AWS_ENDPOINT_URL: `http://127.0.0.1:${this.ports.secrets}`,
      ORGDUTY_LOG_RELAY: JSON.stringify(protocol === "https" ? https : syslog),
      ORGDUTY_FORMAT: "guardduty",
      ORGDUTY_QUEUE_URL: "http://127.0.0.1:1/findings",
      ORGDUTY_DEAD_LETTER_QUEUE_URL: "http://127.0.0.1:1/dead",
      ORGDUTY_SECRET_NAME: "relay",
    };
  }
}
