import { readPlanFile } from "../../../plan-review/read/plan-file";
import { UnreadablePlanError } from "../../../plan-review/read/read-plan";
import { field, numberField, planMembers, tfplan, zip } from "../conformance/plan-zip";

const STACK = '{"terraform":{"backend":{"local":{"path":"x.tfstate"}}}}';
const LOCAL = { type: "local", settings: {} };
const members = () => planMembers(STACK, "lock");
const whole = () => zip(members());
const without = (name: string) => {
  const { [name]: _, ...rest } = members();
  return zip(rest);
};
const changed = (change: (bytes: Buffer) => void, more: Record<string, Buffer> = {}) => {
  const bytes = zip({ ...members(), ...more });
  change(bytes);
  return bytes;
};
const end = (bytes: Buffer) => bytes.length - 22;
const directory = (bytes: Buffer) => bytes.readUInt32LE(end(bytes) + 16);

describe("A plan file", () => {
  it("gives the configuration, what lies beside it, and what it was planned with", () => {
    const file = readPlanFile(zip({ ...members(), "tfconfig/m-/zz_override.tf.json": "{}" }), "us-east-1");
    expect(file.configuration.toString()).toBe(STACK);
    expect([...file.others]).toEqual([["zz_override.tf.json", Buffer.from("{}")]]);
    expect(file).toMatchObject({
      ...{ modules: [], lockFile: "lock" },
      options: {
        ...{ backend: "local", backendSettings: { path: "x.tfstate" }, workspace: "default", mode: "normal" },
        ...{ targets: [], exclusions: [], forcedReplacements: [], variables: [] },
      },
    });
  });

  it("is read as OpenTofu 1.11 saves it: the same files, and names of ephemeral variables in tfplan", () => {
    const lock = 'provider "registry.opentofu.org/hashicorp/aws" {\n  version = "5.100.0"\n}\n';
    const more = [field(22, "aws_management_role_arn"), field(22, "aws_administrator_role_arn")];
    const file = readPlanFile(zip({ ...planMembers(STACK, lock), tfplan: tfplan(LOCAL, more) }), "us-east-1");
    expect(file).toMatchObject({ lockFile: lock, modules: [], options: { variables: [], exclusions: [] } });
    expect([...file.others]).toEqual([]);
  });

  it("names what OpenTofu was told to leave out", () => {
    const bytes = zip({
      ...members(),
      tfplan: tfplan(LOCAL, [field(6, "aws_sqs_queue.a"), field(6, "b.c")]),
    });
    expect(readPlanFile(bytes, "us-east-1").options.exclusions).toEqual(["aws_sqs_queue.a", "b.c"]);
  });

  it.each<[string, Buffer, string]>([
    [
      "that OpenTofu shows by schemas of its own",
      zip({ ...members(), tfschemas: Buffer.from([8, 1]) }),
      "tfschemas in it: by this OpenTofu shows what the plan holds, and not by the provider",
    ],
    ["that is no zip", Buffer.from("plan"), "not a zip, or more than a zip"],
    ["that is empty", Buffer.alloc(0), "not a zip, or more than a zip"],
    ["that OpenTofu encrypted", Buffer.from('{"encrypted_data":""}'), "encrypted by OpenTofu"],
    ["that was cut short in its directory", whole().subarray(0, -30), "not a zip, or more than a zip"],
    ["that was cut short in a file", whole().subarray(0, 200), "not a zip, or more than a zip"],
    [
      "that holds its second half alone",
      whole().subarray(whole().length / 2),
      "its directory is not where a zip's is",
    ],
    [
      "that is a bomb and says so",
      zip({ ...members(), "tfconfig/m-/bomb.tf.json": Buffer.alloc(65 * 2 ** 20) }),
      "tfconfig/m-/bomb.tf.json would be 68157440 bytes, more than any stack's",
    ],
    [
      "that is a bomb and hides it",
      changed((bytes) => void bytes.writeUInt32LE(10, directoryOf(bytes, "bomb.tf.json") + 24), {
        "tfconfig/m-/bomb.tf.json": Buffer.alloc(65 * 2 ** 20),
      }),
      "tfconfig/m-/bomb.tf.json cannot be unpacked into the 10 bytes",
    ],
    [
      "of a format that is not known yet",
      zip({ ...members(), tfplan: Buffer.from([8, 4]) }),
      "its tfplan is of format 4; this review reads format 3",
    ],
    ["of a format that is not said", zip({ ...members(), tfplan: "" }), "its tfplan is of format 0"],
    [
      "in an earlier layout, which kept modules elsewhere",
      zip({ tfplan: members().tfplan!, tfstate: "{}" }),
      "no tfconfig/m-/cdk.tf.json in it",
    ],
    ["with bytes behind it", Buffer.concat([whole(), Buffer.from("x")]), "not a zip, or more than a zip"],
    [
      "with bytes before it",
      Buffer.concat([Buffer.from("x"), whole()]),
      "its directory is not where a zip's is",
    ],
    ["without a plan", without("tfplan"), "no tfplan in it"],
    ["without a configuration", without("tfconfig/m-/cdk.tf.json"), "no tfconfig/m-/cdk.tf.json in it"],
    ["without a list of modules", without("tfconfig/modules.json"), "no tfconfig/modules.json in it"],
    ["without a lock file", without(".terraform.lock.hcl"), "no .terraform.lock.hcl in it"],
    [
      "whose list of modules is none",
      zip({ ...members(), "tfconfig/modules.json": "{" }),
      "tfconfig/modules.json is not what Terraform writes",
    ],
    [
      "whose plan is none",
      zip({ ...members(), tfplan: "\xff\xff\xff" }),
      "its tfplan is not what Terraform writes",
    ],
    [
      "whose plan ends early",
      zip({ ...members(), tfplan: tfplan({ type: "local", settings: {} }).subarray(0, 8) }),
      "its tfplan is not what Terraform writes",
    ],
    [
      "whose plan names two backends, of which Terraform takes both",
      zip({ ...members(), tfplan: tfplan(LOCAL, [field(13, field(3, "other"))]) }),
      "its tfplan holds field 13 twice",
    ],
    [
      "whose plan has two modes, of which Terraform takes the last",
      zip({ ...members(), tfplan: tfplan(LOCAL, [numberField(17, 0), numberField(17, 1)]) }),
      "its tfplan holds field 17 twice",
    ],
    [
      "whose plan has a backend of two workspaces",
      zip({
        ...members(),
        tfplan: Buffer.concat([numberField(1, 3), field(13, Buffer.concat([field(3, "a"), field(3, "b")]))]),
      }),
      "its tfplan holds field 3 twice",
    ],
    [
      "of a hundred files",
      zip({ ...members(), ...Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`f${n}`, ""])) }),
      "files, where a stack's plan has seven",
    ],
    [
      "that claims a huge file",
      changed((bytes) => void bytes.writeUInt32LE(2 ** 31, directoryOf(bytes, "cdk.tf.json") + 24)),
      "would be 2147483648 bytes",
    ],
    [
      "whose file is larger than it says",
      changed((bytes) => void bytes.writeUInt32LE(3, directoryOf(bytes, "cdk.tf.json") + 24)),
      "cannot be unpacked into the 3 bytes",
    ],
    [
      "whose file is another than it was",
      changed((bytes) => void bytes.writeUInt32LE(1, directoryOf(bytes, "cdk.tf.json") + 16)),
      "cdk.tf.json is damaged",
    ],
    [
      "whose file is encrypted",
      changed((bytes) => void bytes.writeUInt16LE(1, directoryOf(bytes, "cdk.tf.json") + 8)),
      "packed in a way that Terraform does not",
    ],
    [
      "whose file begins elsewhere",
      changed((bytes) => void bytes.writeUInt32LE(1, directoryOf(bytes, "cdk.tf.json") + 42)),
      "is not where the directory says",
    ],
    [
      "whose directory ends early",
      changed((bytes) => void bytes.writeUInt16LE(bytes.readUInt16LE(end(bytes) + 10) + 1, end(bytes) + 8)),
      "its directory is not where a zip's is",
    ],
    [
      "with a file by two names",
      changed((bytes) => void bytes.write("X", localOf(bytes, "cdk.tf.json") + 30)),
      "is not where the directory says",
    ],
    ["with bytes between two files", gapBefore(".terraform.lock.hcl"), "is not where the directory says"],
    ["with bytes before the directory", gapBefore(), "it holds bytes that belong to no file"],
    ["with two files by one name", twice(), "it holds tfconfig/m-/cdk.tf.json twice"],
  ])("%s is refused, with its fix", (_, bytes, why) => {
    const read = () => readPlanFile(bytes, "us-east-1");
    expect(read).toThrow(UnreadablePlanError);
    expect(read).toThrow(
      new RegExp(`^us-east-1/plan\\.tfplan: .*${why.replace(/[.*+?^$]/g, "\\$&")}.*\n  fix: plan again`, "s"),
    );
  });
});

/** Where the directory tells of a file. */
function directoryOf(bytes: Buffer, name: string): number {
  const at = bytes.indexOf(`tfconfig/m-/${name}`, directory(bytes));
  return at - 46;
}

function localOf(bytes: Buffer, name: string): number {
  return bytes.indexOf(`tfconfig/m-/${name}`) - 30;
}

/** A zip with room for something else before its last file, or behind it; the directory agrees. */
function gapBefore(name?: string): Buffer {
  const bytes = whole();
  const start = directory(bytes);
  const at = name === undefined ? start : bytes.indexOf(name) - 30;
  if (name !== undefined) bytes.writeUInt32LE(at + 4, bytes.indexOf(name, start) - 46 + 42);
  bytes.writeUInt32LE(start + 4, end(bytes) + 16);
  return Buffer.concat([bytes.subarray(0, at), Buffer.from("hide"), bytes.subarray(at)]);
}

/** A zip's writer refuses a name that is there, so that one is renamed afterwards, in both places. */
function twice(): Buffer {
  const bytes = zip({ ...members(), "tfconfig/m-/xxx.tf.json": "{}" });
  for (let at = bytes.indexOf("xxx.tf.json"); at >= 0; at = bytes.indexOf("xxx.tf.json"))
    bytes.write("cdk.tf.json", at);
  return bytes;
}
