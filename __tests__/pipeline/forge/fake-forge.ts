import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";

/** A comment that the forge keeps. */
export interface KeptComment {
  readonly id: number;
  body: string;
  readonly author: string;
}

/** The part of GitHub's and GitLab's API that a job uses, with one pull request, number 7. */
export class FakeForge {
  readonly comments: KeptComment[] = [];
  readonly proposals: { from: string; to: string; title: string; body: string }[] = [];
  readonly refused: string[] = [];
  readonly #server: Server;
  url = "";

  /** `token` is the only one that is let in, as `me`. */
  constructor(
    readonly token: string,
    readonly me: string,
  ) {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const body =
          chunks.length === 0 ? {} : (JSON.parse(Buffer.concat(chunks).toString()) as Record<string, string>);
        const given = request.headers.authorization ?? request.headers["private-token"];
        const isIn = given === `Bearer ${token}` || given === token;
        const answer = isIn
          ? this.#answer(request.method!, new URL(request.url!, "http://x"), body)
          : undefined;
        if (answer === undefined) this.refused.push(`${request.method} ${request.url}`);
        response.writeHead(answer === undefined ? (isIn ? 404 : 401) : 200, {
          "content-type": "application/json",
        });
        response.end(JSON.stringify(answer ?? { message: "refused" }));
      });
    });
  }

  async start(): Promise<void> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, "close");
  }

  /** What a job of GitHub Actions has in its environment. */
  github(eventPath: string): NodeJS.ProcessEnv {
    return {
      ...{ GITHUB_API_URL: this.url, GITHUB_REPOSITORY: "acme/guardduty", GITHUB_TOKEN: this.token },
      ...{ GITHUB_EVENT_PATH: eventPath },
    };
  }

  #answer(method: string, { pathname, searchParams }: URL, body: Record<string, string>): unknown {
    if (pathname === "/user") return { id: 1 };
    if (/\/(issues\/7\/comments|merge_requests\/7\/notes)$/.test(pathname)) {
      if (method === "POST") return this.#add(body.body!);
      const page = Number(searchParams.get("page"));
      const size = Number(searchParams.get("per_page"));
      return this.comments.slice((page - 1) * size, page * size).map(({ id, body: text, author }) => ({
        ...{ id, body: text, user: { login: author }, author: { id: author === this.me ? 1 : 2 } },
      }));
    }
    const id = /\/(?:comments|notes)\/(\d+)$/.exec(pathname)?.[1];
    const comment = this.comments.find((one) => String(one.id) === id);
    if (comment && (method === "PATCH" || method === "PUT"))
      return Object.assign(comment, { body: body.body });
    if (/\/(pulls|merge_requests)$/.test(pathname)) return this.#proposals(method, searchParams, body);
    return undefined;
  }

  #add(body: string): KeptComment {
    const comment = { id: this.comments.length + 100, body, author: this.me };
    this.comments.push(comment);
    return comment;
  }

  #proposals(method: string, query: URLSearchParams, body: Record<string, string>): unknown {
    if (method === "POST") {
      const from = body.head ?? body.source_branch!;
      this.proposals.push({
        from,
        to: body.base ?? body.target_branch!,
        title: body.title!,
        body: body.body ?? body.description!,
      });
      return { html_url: "https://forge/8", web_url: "https://forge/8" };
    }
    const from = (query.get("head") ?? query.get("source_branch"))!.replace(/^acme:/, "");
    const open = this.proposals.some((proposal) => proposal.from === from);
    return open ? [{ html_url: "https://forge/8", web_url: "https://forge/8" }] : [];
  }
}
