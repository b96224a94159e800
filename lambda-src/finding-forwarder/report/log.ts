import { METRICS } from "../environment";

/** Where lines go. */
export interface LogOutput {
  readonly info: (line: string) => void;
  readonly problem: (line: string) => void;
}

/** Makes log lines: JSON with the names that Powertools for AWS Lambda uses: level, message, timestamp, service. */
export class Log {
  constructor(
    private readonly output: LogOutput,
    private readonly now: () => number = Date.now,
  ) {}

  info(message: string, fields: object): void {
    this.output.info(this.line("INFO", message, fields));
  }

  warn(message: string, fields: object): void {
    this.output.problem(this.line("WARN", message, fields));
  }

  error(message: string, fields: object): void {
    this.output.problem(this.line("ERROR", message, fields));
  }

  private line(level: string, message: string, fields: object): string {
    const timestamp = new Date(this.now()).toISOString();
    const head = { level, message, timestamp, service: METRICS.service, xray_trace_id: traceId() };
    return JSON.stringify(Object.assign(head, fields));
  }
}

/** The trace of this invocation: Lambda changes the variable each time. */
function traceId(): string | undefined {
  return /^Root=([^;]+)/.exec(process.env._X_AMZN_TRACE_ID ?? "")?.[1];
}
