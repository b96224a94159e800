/** A request to a forge's API. */
export interface ForgeRequest {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly signal?: AbortSignal;
}

/** A forge that refuses: its status and its own words, which hold no token. */
export class ForgeError extends Error {
  constructor(
    public readonly status: number,
    what: string,
  ) {
    super(`${what} (HTTP ${status})`);
    this.name = "ForgeError";
  }
}

const LONGEST = 300;

/** Asks a forge, and returns its JSON. @throws ForgeError */
export async function ask<T>(
  url: string,
  { method = "GET", headers, body, signal }: ForgeRequest,
): Promise<T> {
  const answer = await fetch(url, {
    method,
    headers: { ...headers, ...(body && { "content-type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  });
  const text = await answer.text();
  if (!answer.ok)
    throw new ForgeError(answer.status, `${method} ${new URL(url).pathname}: ${text.slice(0, LONGEST)}`);
  return JSON.parse(text === "" ? "null" : text) as T;
}

const PAGE = 100;
const MOST_PAGES = 50;

/** Every item of a list that comes in pages. */
export async function askAll<T>(url: string, request: ForgeRequest): Promise<T[]> {
  const all: T[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const items = await ask<T[]>(
      `${url}${url.includes("?") ? "&" : "?"}per_page=${PAGE}&page=${page}`,
      request,
    );
    all.push(...items);
    if (items.length < PAGE) break;
  }
  return all;
}
