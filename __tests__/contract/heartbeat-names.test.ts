import { HEARTBEAT } from "../../config/heartbeat";
import * as forwarder from "../../lambda-src/finding-forwarder/event/heartbeat";

describe("a heartbeat's names", () => {
  it("are the same for the schedule, the rule and the function, which may not import each other", () => {
    expect(forwarder.HEARTBEAT).toEqual(HEARTBEAT);
  });
});
