import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { RULES } from "../../../config/rules";

describe("RULES", () => {
  it("has every rule of the folder", () => {
    const files = readdirSync(join(__dirname, "../../../config/rules"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => basename(file, ".ts"));
    const rules = files.filter((file) => !["index", "once-per-place"].includes(file));
    expect(
      RULES.map(({ name }) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)).sort(),
    ).toEqual(rules.sort());
  });
});
