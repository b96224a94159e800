/** The part of an SDK client that lets us see the head of its answers. */
interface Watched {
  readonly middlewareStack: {
    addRelativeTo(
      middleware: <Call, Result>(next: (call: Call) => Promise<Result>) => (call: Call) => Promise<Result>,
      options: { relation: "after"; toMiddleware: string },
    ): void;
  };
}

/** When AWS answered, by its own clock: milliseconds since 1970. Undefined until it has answered. */
export interface ServerTime {
  readonly at: number | undefined;
}

/** Notes the Date of a client's answers, which the SDK drops. It is exact to a second. */
export function serverTime(client: Watched): ServerTime {
  const seen: { at: number | undefined } = { at: undefined };
  client.middlewareStack.addRelativeTo(
    (next) => async (call) => {
      const result = await next(call);
      const { headers = {} } = (result as { response?: { headers?: Record<string, string> } }).response ?? {};
      const time = Date.parse(headers.date ?? "");
      if (!Number.isNaN(time)) seen.at = time;
      return result;
    },
    { relation: "after", toMiddleware: "deserializerMiddleware" },
  );
  return seen;
}
