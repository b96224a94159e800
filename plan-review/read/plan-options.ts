import { objectOf } from "./json";
import { messageFields, unpacked, type Field } from "./wire";
import { ZipError } from "./zip-entries";

/** The options that a plan was made with and that no configuration contains. Terraform applies them all the same. */
export interface PlanOptions {
  /** The type of backend, e.g. `s3`. */
  readonly backend: string;
  /** The backend's settings. An apply writes the state to this backend, whatever the configuration says. */
  readonly backendSettings: Readonly<Record<string, unknown>>;
  readonly workspace: string;
  /** `normal`, `destroy` or `refresh-only`. */
  readonly mode: string;
  readonly targets: readonly string[];
  /** What OpenTofu was told to leave out. Terraform has no such option. */
  readonly exclusions: readonly string[];
  readonly forcedReplacements: readonly string[];
  /** Names of variables that were given a value when the plan was made. */
  readonly variables: readonly string[];
}

/**
 * Fields of the message Plan: https://github.com/hashicorp/terraform/blob/main/internal/plans/planproto/planfile.proto and
 * https://github.com/opentofu/opentofu/blob/main/internal/plans/internal/planproto/planfile.proto
 */
const FIELD = {
  format: 1,
  variable: 2,
  target: 5,
  exclusion: 6,
  backend: 13,
  replacement: 16,
  mode: 17,
} as const;
/** The only format since Terraform 0.12, of Terraform and OpenTofu alike. */
const FORMAT = 3;
const MODES = ["normal", "destroy", "refresh-only"];

/**
 * Reads the few fields of a tfplan that decide where Terraform applies and what, and that `terraform show -json`
 * leaves out.
 * @throws ZipError
 */
export function planOptions(tfplan: Buffer): PlanOptions {
  const fields = messageFields(tfplan);
  const format = only(fields, FIELD.format)?.value ?? 0;
  if (format !== FORMAT)
    throw new ZipError(`its tfplan is of format ${format}; this review reads format ${FORMAT}`);
  const texts = (number: number) =>
    fields.filter((field) => field.number === number).map(({ data }) => data.toString("utf8"));
  const backend = messageFields(only(fields, FIELD.backend)?.data ?? Buffer.alloc(0));
  const part = (number: number) => only(backend, number)?.data;
  return {
    backend: part(1)?.toString("utf8") ?? "",
    backendSettings: settingsOf(part(2)),
    workspace: part(3)?.toString("utf8") ?? "",
    mode: MODES[only(fields, FIELD.mode)?.value ?? 0] ?? "unknown",
    targets: texts(FIELD.target),
    exclusions: texts(FIELD.exclusion),
    forcedReplacements: texts(FIELD.replacement),
    variables: fields
      .filter(({ number }) => number === FIELD.variable)
      .map(
        ({ data }) =>
          messageFields(data)
            .find(({ number }) => number === 1)
            ?.data.toString("utf8") ?? "",
      ),
  };
}

/**
 * A field that Terraform writes once. Of a field that is there twice, Terraform takes the last value and merges messages,
 * so that a reader that takes the first one sees another plan.
 */
function only(fields: readonly Field[], number: number): Field | undefined {
  const [first, second] = fields.filter((field) => field.number === number);
  if (second) throw new ZipError(`its tfplan holds field ${number} twice, which Terraform does not write`);
  return first;
}

/** The settings that have a value. */
function settingsOf(dynamic: Buffer | undefined): Readonly<Record<string, unknown>> {
  const packed = only(messageFields(dynamic ?? Buffer.alloc(0)), 1)?.data;
  const settings = Object.entries(packed ? objectOf(unpacked(packed)) : {});
  return Object.fromEntries(settings.filter(([, value]) => value !== null));
}
