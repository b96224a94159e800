import { processIo } from "../../../cli/terminal/process-io";
import { tellFailure } from "../../../cli/terminal/tell-failure";

describe("The process's io", () => {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

  it.each(signals)(
    "ends whoever looks for %s between two calls as an interruption, with exit code 130",
    (name) => {
      const before = signals.map((signal) => process.listeners(signal));
      const { signal } = processIo();
      process.emit(name);
      signals.forEach((each, index) => {
        process.removeAllListeners(each);
        before[index]!.forEach((listener) => process.on(each, listener));
      });
      let thrown: unknown;
      try {
        signal.throwIfAborted();
      } catch (error) {
        thrown = error;
      }
      const told: string[] = [];
      expect(tellFailure(thrown, (text) => told.push(text))).toBe(130);
      expect(told).toEqual(["interrupted"]);
    },
  );
});
