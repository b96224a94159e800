import { run } from "../../../../cli/commands/schema/schema";
import { jsonSchemaText } from "../../../../config/json-schema";
import { recordedIo } from "../../terminal/recorded-io";

describe("orgduty schema", () => {
  it("prints the JSON Schema of orgduty.yaml, which editors read", async () => {
    const io = recordedIo("/");
    expect(await run({}, io)).toBe(0);
    expect(`${io.outLines.join("\n")}\n`).toBe(jsonSchemaText());
  });
});
