import type { Readable } from "node:stream";

/** An HTTP answer that the SDK has not read yet. A body that somebody took has to be put back, as bytes. */
export interface HttpAnswer {
  readonly headers: Readonly<Record<string, string>>;
  body: Readable | Buffer;
}

/** The part of an SDK command that lets one look at its answers, whatever it asks. */
interface Answered {
  readonly middlewareStack: {
    addRelativeTo(
      middleware: <Call, Result>(next: (call: Call) => Promise<Result>) => (call: Call) => Promise<Result>,
      options: { relation: "after"; toMiddleware: string },
    ): void;
  };
}

/**
 * Shows each HTTP answer to a command (several, where it is tried again) before the SDK turns it into its own members: what these
 * leave out is there.
 */
export function onAnswer(command: Answered, see: (answer: HttpAnswer) => Promise<void> | void): void {
  command.middlewareStack.addRelativeTo(
    (next) => async (call) => {
      const result = await next(call);
      await see((result as { response: HttpAnswer }).response);
      return result;
    },
    { relation: "after", toMiddleware: "deserializerMiddleware" },
  );
}

/** The whole text of an answer, which stays readable for the SDK. */
export async function textOf(answer: HttpAnswer): Promise<string> {
  if (!Buffer.isBuffer(answer.body)) answer.body = Buffer.concat(await answer.body.toArray());
  return answer.body.toString();
}
