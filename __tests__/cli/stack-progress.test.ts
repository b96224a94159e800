import { stackProgress } from "../../cli/stack-progress";
import { recordedIo } from "./terminal/recorded-io";

describe("stackProgress", () => {
  it("tells each finished stack in a line, and what runs in a live line", () => {
    const live: string[] = [];
    const io = { ...recordedIo("/"), progress: (text: string) => void live.push(text) };
    const onStep = stackProgress(10, "planned", io);
    onStep("us-east-1", "init");
    onStep("us-east-2", "plan");
    onStep("us-east-1", "done");
    onStep("us-east-2", "failed");
    expect(io.errLines).toEqual([" 1/10 us-east-1 planned", " 2/10 us-east-2 FAILED"]);
    expect(live).toEqual([
      "0/10 us-east-1 init",
      "0/10 us-east-1 init, us-east-2 plan",
      "1/10 us-east-2 plan",
    ]);
  });
});
