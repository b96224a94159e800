import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** An answer of Organizations: a body, or an error's name. */
export type Answer = Record<string, unknown> | string;

/** Answers one operation, page by page. */
export type Operation = (input: { NextToken?: string; ParentId?: string }) => Answer;

/** An Organizations endpoint on loopback that records which operations were called. */
export class OrganizationsStub {
  public readonly calls: string[] = [];
  private readonly server: Server;

  constructor(operations: Readonly<Record<string, Operation>>) {
    this.server = createServer((request, response) => {
      const operation = String(request.headers["x-amz-target"]).split(".")[1] ?? "";
      this.calls.push(operation);
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const answer =
          operations[operation]?.(JSON.parse(Buffer.concat(chunks).toString() || "{}")) ?? "UnknownOperation";
        const failed = typeof answer === "string";
        response.writeHead(failed ? 400 : 200, { "content-type": "application/x-amz-json-1.1" });
        response.end(JSON.stringify(failed ? { __type: answer, message: `${operation} refused` } : answer));
      });
    });
  }

  /** Starts listening, and returns what SDK clients need to come here. */
  async settings() {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    const { port } = this.server.address() as AddressInfo;
    const credentials = { accessKeyId: "111111111111", secretAccessKey: "stub" };
    return {
      endpoint: `http://127.0.0.1:${port}`,
      region: "us-east-1",
      credentials,
      maxAttempts: 1,
    } as const;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
