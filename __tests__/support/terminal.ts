import { spawn } from "node:child_process";
import { once } from "node:events";
import { eventually } from "./running-local-aws";

const CTRL_C = "\u0003";

/** A program in a terminal of its own, made by util-linux's `script`: somebody types, and Ctrl-C comes from the keyboard. */
export class Terminal {
  /** Everything it showed so far. */
  shown = "";
  /** Its exit code. */
  readonly ended: Promise<number>;
  private readonly type: (text: string) => void;

  constructor(command: readonly string[], env: NodeJS.ProcessEnv) {
    const line = command.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
    const child = spawn("script", ["-qefc", line, "/dev/null"], { env, stdio: ["pipe", "pipe", "inherit"] });
    child.stdout.on("data", (chunk: Buffer) => (this.shown += chunk.toString()));
    this.ended = once(child, "close").then(([code]) => code as number);
    this.type = (text) => void child.stdin.write(text);
  }

  /** Types a line once it is asked for. */
  async answer(question: string, line: string): Promise<void> {
    await this.shows(question);
    this.type(`${line}\n`);
  }

  /** Waits until it shows a text. */
  async shows(text: string): Promise<void> {
    await eventually(`it shows "${text}"`, () => this.shown.includes(text), 120_000);
  }

  pressCtrlC(): void {
    this.type(CTRL_C);
  }
}
