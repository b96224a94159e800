import { TEXT, badRequest } from "./errors";

/** The page that a list operation was asked for. */
export interface PageRequest {
  maxResults?: number | string | null;
  nextToken?: string | null;
}

const LARGEST_PAGE = 50;

/** One page of `items` under `key`, at most 50 of them, with the token of the next one. */
export function page<Item>(
  key: string,
  items: readonly Item[],
  request: PageRequest,
): Record<string, unknown> {
  const size = Number(request.maxResults ?? LARGEST_PAGE);
  const start = request.nextToken ? Number(Buffer.from(request.nextToken, "base64url").toString()) : 0;
  if (!(size >= 1 && size <= LARGEST_PAGE && start >= 0)) throw badRequest(TEXT.invalidValue);
  const end = start + size;
  const more = end < items.length ? { nextToken: Buffer.from(String(end)).toString("base64url") } : {};
  return { [key]: items.slice(start, end), ...more };
}

/** The page that a GET request asks for in its query. */
export function pageOf(query: URLSearchParams): PageRequest {
  return { maxResults: query.get("maxResults"), nextToken: query.get("nextToken") };
}
