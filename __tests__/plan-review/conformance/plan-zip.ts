import { zipSync } from "fflate";

/** A field of a protobuf message, as `tfplan` is made of them. */
export function field(number: number, content: string | Buffer): Buffer {
  const data = Buffer.from(content);
  return Buffer.concat([varint(number * 8 + 2), varint(data.length), data]);
}

/** The same, a number. */
export function numberField(number: number, value: number): Buffer {
  return Buffer.concat([varint(number * 8), varint(value)]);
}

function varint(value: number): Buffer {
  return value < 128
    ? Buffer.from([value])
    : Buffer.concat([Buffer.from([(value % 128) + 128]), varint(Math.floor(value / 128))]);
}

/** MessagePack of a flat map of texts, truth and null. */
export function packed(settings: Readonly<Record<string, string | boolean | null>>): Buffer {
  const text = (value: string) =>
    Buffer.concat([Buffer.from([0xd9, Buffer.byteLength(value)]), Buffer.from(value)]);
  const one = (value: string | boolean | null) =>
    typeof value === "string" ? text(value) : Buffer.from([value === null ? 0xc0 : value ? 0xc3 : 0xc2]);
  const entries = Object.entries(settings);
  return Buffer.concat([
    Buffer.from([0x80 + entries.length]),
    ...entries.flatMap(([key, value]) => [text(key), one(value)]),
  ]);
}

/** A tfplan as far as the review reads one. */
export function tfplan(
  backend: { type: string; settings: Parameters<typeof packed>[0]; workspace?: string },
  more: readonly Buffer[] = [],
): Buffer {
  const { type, settings, workspace = "default" } = backend;
  const message = Buffer.concat([field(1, type), field(2, field(1, packed(settings))), field(3, workspace)]);
  return Buffer.concat([numberField(1, 3), field(13, message), field(14, "1.11.4"), ...more]);
}

/** What Terraform writes of the root module alone. */
export const ROOT_ONLY = '[\n  {\n    "Key": "",\n    "Dir": "."\n  }\n]';

/** A zip of the files, in order. */
export function zip(files: Readonly<Record<string, string | Buffer>>): Buffer {
  const entries = Object.entries(files).map(([name, content]) => [
    name,
    new Uint8Array(Buffer.from(content)),
  ]);
  return Buffer.from(
    zipSync(Object.fromEntries(entries) as Record<string, Uint8Array>, { mtime: new Date(1980, 0, 1) }),
  );
}

/** The members of a plan file that Terraform would save of a stack, to be changed at will. */
export function planMembers(
  configuration: string | Buffer,
  lockFile: string,
  override?: string,
): Record<string, string | Buffer> {
  const { terraform } = JSON.parse(
    (override !== undefined && override.includes('"backend"') ? override : configuration).toString(),
  ) as {
    terraform: { backend: Record<string, Record<string, string>> };
  };
  const [[type, settings] = ["local", {}]] = Object.entries(terraform.backend);
  return {
    tfplan: tfplan({ type, settings }),
    ...{ tfstate: "{}", "tfstate-prev": "{}", "tfconfig/m-/cdk.tf.json": configuration },
    ...(override === undefined ? {} : { "tfconfig/m-/zz_override.tf.json": override }),
    ...{ "tfconfig/modules.json": ROOT_ONLY, ".terraform.lock.hcl": lockFile },
  };
}
