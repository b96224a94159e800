import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Moto } from "./find-moto";
import { freePort } from "./free-port";

/**
 * Runs moto's server, and ends when its standard input closes: even a killed parent leaves no moto behind. If the
 * server cannot start, its exit code is moto's.
 */
const LAUNCHER = `
import os, sys, threading
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
from moto.server import main
main(["-H", "127.0.0.1", "-p", sys.argv[1]])
`;
const START_LIMIT_MS = 60_000;

/** A moto server, a child of this process. */
export interface MotoProcess {
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Starts moto on a free loopback port and waits until it answers.
 * @param logFile receives what moto prints: every request, and the trace of a failure
 * @throws if moto ends or does not answer, naming the log
 */
export async function startMoto(moto: Moto, logFile: string): Promise<MotoProcess> {
  const port = await freePort();
  const log = openSync(logFile, "a");
  const child = spawn(moto.python, ["-c", LAUNCHER, String(port)], {
    stdio: ["pipe", log, log],
    env: motoEnvironment(process.env),
  });
  child.once("error", () => undefined);
  const deadline = Date.now() + START_LIMIT_MS;
  while (!(await answers(port))) {
    if (child.exitCode !== null || child.pid === undefined)
      throw new Error(`moto ended while it started, see ${logFile}`);
    if (Date.now() > deadline) {
      child.kill("SIGKILL");
      throw new Error(`moto did not answer within ${START_LIMIT_MS / 1000} s, see ${logFile}`);
    }
    await sleep(25);
  }
  return { port, stop: () => stop(child) };
}

/** An environment without the person's AWS settings: moto takes what it needs from each request. */
function motoEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("AWS_")));
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = request({ host: "127.0.0.1", port, path: "/moto-api/", method: "HEAD" }, (response) => {
      response.resume();
      resolve(true);
    });
    probe.once("error", () => resolve(false));
    probe.end();
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}
