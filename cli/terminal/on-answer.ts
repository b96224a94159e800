import type { Readable } from "node:stream";

/** An HTTP answer that the SDK has not parsed yet. A body that was read must be put back, as bytes. */
export interface HttpAnswer {
  readonly headers: Readonly<Record<string, string>>;
  body: Readable | Buffer;
}

/** The part of an SDK command that lets us see its answers, for any operation. */
interface Answered {
  readonly middlewareStack: {
    addRelativeTo(
      middleware: <Call, Result>(next: (call: Call) => Promise<Result>) => (call: Call) => Promise<Result>,
      options: { relation: "after"; toMiddleware: string },
    ): void;
  };
}

/**
 * Shows each HTTP answer to a command before the SDK parses it (several answers if the command is retried). The HTTP
 * answer holds fields that the SDK leaves out.
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

/** Reads the whole text of an answer and leaves it readable for the SDK. */
export async function textOf(answer: HttpAnswer): Promise<string> {
  if (!Buffer.isBuffer(answer.body)) answer.body = Buffer.concat(await answer.body.toArray());
  return answer.body.toString();
}
