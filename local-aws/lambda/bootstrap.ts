/**
 * The program that runs a function's handler in its own Node process, as Lambda's runtime does. It is a string, because
 * Node cannot run TypeScript. Over the IPC channel it sends "loaded" once the code is loaded, then receives `{event,
 * context, timeoutMs}` and sends `{result}` or `{error}`.
 */
export const BOOTSTRAP = `"use strict";
const { existsSync } = require("node:fs");
const { join } = require("node:path");
const { pathToFileURL } = require("node:url");

const root = process.env.LAMBDA_TASK_ROOT;
const dot = process.env._HANDLER.lastIndexOf(".");
const [file, name] = [process.env._HANDLER.slice(0, dot), process.env._HANDLER.slice(dot + 1)];

async function load() {
  const found = [".js", ".mjs", ".cjs"].map((end) => join(root, file + end)).find((path) => existsSync(path));
  if (!found) throw new Error("Cannot find module " + file);
  const loaded = await import(pathToFileURL(found).href);
  const handler = loaded[name] ?? loaded.default?.[name];
  if (typeof handler !== "function") throw new Error(process.env._HANDLER + " is undefined or not exported");
  return handler;
}

const loading = load();
loading.catch(() => undefined).then(() => process.send("loaded"));

process.on("message", async ({ event, context, timeoutMs }) => {
  const deadline = Date.now() + timeoutMs;
  try {
    const handler = await loading;
    const result = await handler(event, { ...context, getRemainingTimeInMillis: () => deadline - Date.now() });
    process.send({ result: result ?? null });
  } catch (error) {
    const { name: errorType = "Error", message: errorMessage = String(error), stack = "" } = error ?? {};
    console.error(stack);
    process.send({ error: { errorType, errorMessage, trace: stack.split("\\n") } });
  }
});
process.on("disconnect", () => process.exit());
`;
