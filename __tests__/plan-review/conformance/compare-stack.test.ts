import { compareStack } from "../../../plan-review/conformance/compare-stack";
import { conformed, expectedOf, told, type Block } from "./examples";
import { field, numberField, tfplan } from "./plan-zip";

const STACKS = [...expectedOf().stacks.keys()].map((stack) => ["acme", stack] as const);
const HUB = [...expectedOf("hub").stacks.keys()].map((stack) => ["hub", stack] as const);

describe("A plan file that orgduty made", () => {
  it.each([...STACKS, ...HUB])("differs in nothing: %s %s", (example, stack) => {
    for (const kind of ["live", "offline"] as const)
      expect(told(conformed({ example, stack, kind }))).toEqual([]);
  });

  it("may hold its keys in another order", () => {
    const sorted = (value: unknown): unknown =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.fromEntries(
            Object.keys(value)
              .sort()
              .reverse()
              .map((key) => [key, sorted((value as Block)[key])]),
          )
        : value;
    const members = (files: Record<string, string | Buffer>) => {
      const name = "tfconfig/m-/cdk.tf.json";
      files[name] = JSON.stringify(sorted(JSON.parse(files[name]!.toString())));
    };
    expect(told(conformed({ members }))).toEqual([]);
  });

  it("of the local AWS names it in every provider configuration", () => {
    const endpoint = "http://127.0.0.1:4566";
    const own = expectedOf().override("us-east-1", { kind: "local", endpoint })!;
    const members = (text: string) => (files: Record<string, string | Buffer>) =>
      void (files["tfconfig/m-/zz_override.tf.json"] = text);
    expect(told(conformed({ kind: "local", members: members(own) }))).toEqual([]);
    const stray = own.replace(`"guardduty": "${endpoint}"`, '"guardduty": "https://elsewhere.example"');
    expect(told(conformed({ kind: "local", members: members(stray) }))).toEqual([
      `zz_override.tf.json provider.aws.management.endpoints[0].guardduty: "${endpoint}" -> "https://elsewhere.example"`,
    ]);
  });
});

describe("A plan file", () => {
  const root = "tfconfig/m-/";
  type Files = Record<string, string | Buffer>;
  const backend = { type: "local", settings: { path: "../../../state/us-east-1.tfstate" } };
  const withPlan = (more: Buffer[]) => (files: Files) =>
    void (files.tfplan = Buffer.concat([files.tfplan as Buffer, ...more]));

  it.each<[string, (files: Files) => void, RegExp]>([
    [
      "an override in a live plan",
      (files) => (files[`${root}zz_override.tf.json`] = '{"provider":{"aws":[]}}'),
      /^zz_override\.tf\.json : not there -> .*provider/,
    ],
    [
      "another override",
      (files) => (files[`${root}zzz_override.tf.json`] = "{}"),
      /^zzz_override\.tf\.json : not there -> a file/,
    ],
    ["a file of its own", (files) => (files[`${root}extra.tf`] = "x"), /^extra\.tf : not there -> a file/],
    [
      "a module",
      (files) => (files["tfconfig/modules.json"] = '[{"Key":"","Dir":"."},{"Key":"m","Dir":"m"}]'),
      /^modules\.json : not there -> module m$/,
    ],
    [
      "files of a module that no list names",
      (files) => (files["tfconfig/m-m/x.tf"] = "x"),
      /^modules\.json : not there -> module m$/,
    ],
    [
      "a file that no plan has",
      (files) => (files["elsewhere/x"] = "x"),
      /^elsewhere\/x : not there -> a file/,
    ],
    ["a target", withPlan([field(5, "aws_sqs_queue.x")]), /^tfplan -target: not given -> aws_sqs_queue\.x$/],
    [
      "a forced replacement",
      withPlan([field(16, "aws_sqs_queue.x")]),
      /^tfplan -replace: not given -> aws_sqs_queue\.x$/,
    ],
    [
      "a destruction",
      withPlan([numberField(17, 1)]),
      /^tfplan -destroy or -refresh-only: not given -> destroy$/,
    ],
    ["a variable's value", withPlan([field(2, field(1, "role"))]), /^tfplan -var: not given -> role$/],
    [
      "another backend",
      (files) => (files.tfplan = tfplan({ ...backend, settings: { path: "/elsewhere" } })),
      /^terraform backend\.local\.path \(saved in the plan\): "[^"]+" -> "\/elsewhere"$/,
    ],
    [
      "another workspace",
      (files) =>
        (files.tfplan = tfplan({
          type: "local",
          settings: JSON.parse(String(files[`${root}cdk.tf.json`])).terraform.backend.local,
          workspace: "w",
        })),
      /^terraform workspace: default -> w$/,
    ],
    [
      "a resource that OpenTofu left out",
      (files) =>
        (files.tfplan = tfplan(
          {
            type: "local",
            settings: JSON.parse(String(files[`${root}cdk.tf.json`])).terraform.backend.local,
          },
          [field(6, "aws_sqs_queue.a")],
        )),
      /^tfplan -exclude: not given -> aws_sqs_queue\.a$/,
    ],
    [
      "another registry's provider",
      (files) =>
        (files[".terraform.lock.hcl"] = String(files[".terraform.lock.hcl"]).replace(
          "registry.terraform.io/hashicorp",
          "registry.example/hashicorp",
        )),
      /provider registry\.example\/hashicorp\/aws: not there -> 5\.100\.0/,
    ],
    [
      "OpenTofu's provider",
      (files) =>
        (files[".terraform.lock.hcl"] = String(files[".terraform.lock.hcl"]).replace(
          "terraform.io",
          "opentofu.org",
        )),
      /provider registry\.opentofu\.org\/hashicorp\/aws: not there/,
    ],
    [
      "another checksum",
      (files) =>
        (files[".terraform.lock.hcl"] = String(files[".terraform.lock.hcl"]).replace("h1:+X3t1", "h1:evil1")),
      /with h1:\+X3t1.* -> 5\.100\.0, with h1:evil1/,
    ],
    [
      "another version",
      (files) =>
        (files[".terraform.lock.hcl"] = String(files[".terraform.lock.hcl"]).replace(
          '"5.100.0"',
          '"5.99.0"',
        )),
      /5\.100\.0, 29 checksums -> 5\.99\.0|5\.100\.0, \d+ checksums -> 5\.99\.0/,
    ],
    [
      "a second provider",
      (files) =>
        (files[".terraform.lock.hcl"] =
          `${String(files[".terraform.lock.hcl"])}provider "registry.terraform.io/hashicorp/external" {\n  version = "2.3.4"\n}\n`),
      /hashicorp\/external: not there -> 2\.3\.4/,
    ],
  ])("may not have %s", (_, members, expected) => {
    const { configuration, surroundings } = conformed({ members });
    expect(configuration).toEqual([]);
    const lines = told({ stack: "", configuration, surroundings, code: [] });
    expect(lines.filter((line) => expected.test(line))).toHaveLength(1);
  });

  it("may not name a key twice, which hides one of them from most readers", () => {
    const members = (files: Files) => {
      const text = String(files[`${root}cdk.tf.json`]).trimEnd();
      files[`${root}cdk.tf.json`] = text.replace(/^\{/, '{"resource":{"terraform_data":{"x":{}}},');
    };
    expect(told(conformed({ members }))).toEqual([
      "cdk.tf.json : each key once -> a key that is there twice",
    ]);
  });

  it("has to be there, of a stack that the config has", () => {
    const expected = expectedOf();
    expect(told(compareStack({ name: "us-east-1", assets: [] }, undefined, expected, "live"))).toEqual([
      "plan.tfplan : the plan file beside plan.json -> not there",
    ]);
  });

  it("wants a lock file beside the config", () => {
    const { lockFile: _, ...expected } = expectedOf();
    expect(told(conformed({ expected }))).toEqual([
      ".terraform.lock.hcl : a lock file beside the config, committed -> none",
    ]);
  });

  it("names code that was altered in the work folder, unless that was made for other plans", () => {
    const [path, sha256] = ["../../assets/finding-forwarder.zip", "b".repeat(64)];
    const { configuration } = expectedOf().stacks.get("us-east-1")!;
    const found = (work: Buffer) =>
      told(
        conformed({
          expected: {
            ...expectedOf(),
            workFolder: () => ({ configuration: work, assets: [{ path, sha256 }] }),
          },
        }),
      );
    expect(found(configuration)).toEqual([
      `${path} sha256 (in the work folder): ${"a".repeat(64)} -> ${sha256}`,
    ]);
    expect(found(Buffer.from("{}"))).toEqual([]);
  });

  it("names code that is not what the source builds", () => {
    const assets = [{ path: "../../assets/finding-forwarder.zip", sha256: "b".repeat(64) }];
    expect(told(conformed({ assets }))).toEqual([
      `../../assets/finding-forwarder.zip sha256: ${"a".repeat(64)} -> ${"b".repeat(64)}`,
    ]);
  });
});
