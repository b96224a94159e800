import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type AddressInfo } from "node:net";

/** A server of somebody else's, started for a test in the foreground. */
export interface Daemon {
  readonly port: number;
  stop(): Promise<void>;
}

/** Whether a program is there; says loudly that a test does not run without it, and fails in CI. */
export function isInstalled(program: string): boolean {
  if (spawnSync(program, ["--version"], { stdio: "ignore" }).error === undefined) return true;
  const message = `DID NOT RUN: ${program} is not installed (scripts/install-debian-packages.sh installs it)`;
  if (process.env.CI) throw new Error(message);
  console.warn(message);
  return false;
}

/** Starts a program and waits until it listens on the port. */
export async function startDaemon(
  program: string,
  commandLine: readonly string[],
  port: number,
  environment: NodeJS.ProcessEnv = {},
): Promise<Daemon> {
  const child = spawn(program, commandLine, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...environment },
  });
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stderr.on("data", (chunk) => (output += chunk));
  for (let attempt = 0; !(await listens(port)); attempt++) {
    if (attempt > 100 || child.exitCode !== null)
      throw new Error(`${program} does not listen on ${port}: ${output}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { port, stop: () => stop(child) };
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}
