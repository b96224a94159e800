import Ajv2020 from "ajv/dist/2020";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { jsonSchemaText } from "../../config/json-schema";
import { STARTER } from "../../config/starter";

const EXAMPLES = join(__dirname, "../../examples");
const exampleText = (name: string) => readFileSync(join(EXAMPLES, name, "orgduty.yaml"), "utf8");
const validate = new Ajv2020({ allErrors: true }).compile(JSON.parse(jsonSchemaText()) as object);
const errorsOf = (config: unknown) => {
  validate(config);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
};
const edited = (path: string[], value: unknown) => {
  const config = parse(exampleText("acme")) as Record<string, unknown>;
  const place = path.slice(0, -1).reduce((at, key) => at[key] as Record<string, unknown>, config);
  place[path.at(-1)!] = value;
  return config;
};

describe("the JSON Schema of orgduty.yaml", () => {
  it.each(["acme", "hub"])("accepts the example %s, which names it", (name) => {
    const text = exampleText(name);
    const file = /^# yaml-language-server: \$schema=(.*)\n/.exec(text)?.[1];
    expect(readFileSync(join(EXAMPLES, name, file!), "utf8")).toBe(jsonSchemaText());
    expect(errorsOf(parse(text))).toEqual([]);
  });

  it("accepts what init writes", () => {
    expect(errorsOf(parse(STARTER))).toEqual([]);
  });

  it.each<[string, string[], unknown, string]>([
    ["a region that is not one of the 15", ["organizations", "aws", "homeRegion"], "us-east1", "homeRegion"],
    ["an unknown key", ["detections"], {}, " must NOT have additional properties"],
    ["an unknown word", ["organizations", "aws", "enrolment", "mode"], "automatic", "enrolment/mode"],
  ])("marks %s", (_, path, value, where) => {
    expect(errorsOf(edited(path, value)).join("\n")).toContain(where);
  });
});
