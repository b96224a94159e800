import { objectOf } from "./json";
import { messageFields, unpacked } from "./wire";
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
  readonly forcedReplacements: readonly string[];
  /** Names of variables that were given a value when the plan was made. */
  readonly variables: readonly string[];
}

/** Fields of the message Plan: https://github.com/hashicorp/terraform/blob/main/internal/plans/planproto/planfile.proto */
const FIELD = { format: 1, variable: 2, target: 5, backend: 13, replacement: 16, mode: 17 } as const;
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
  const format = fields.find(({ number }) => number === FIELD.format)?.value ?? 0;
  if (format !== FORMAT)
    throw new ZipError(`its tfplan is of format ${format}; this review reads format ${FORMAT}`);
  const texts = (number: number) =>
    fields.filter((field) => field.number === number).map(({ data }) => data.toString("utf8"));
  const backend = messageFields(
    fields.find(({ number }) => number === FIELD.backend)?.data ?? Buffer.alloc(0),
  );
  const part = (number: number) => backend.find((field) => field.number === number)?.data;
  return {
    backend: part(1)?.toString("utf8") ?? "",
    backendSettings: settingsOf(part(2)),
    workspace: part(3)?.toString("utf8") ?? "",
    mode: MODES[fields.find(({ number }) => number === FIELD.mode)?.value ?? 0] ?? "unknown",
    targets: texts(FIELD.target),
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

/** The settings that have a value. */
function settingsOf(dynamic: Buffer | undefined): Readonly<Record<string, unknown>> {
  const packed = messageFields(dynamic ?? Buffer.alloc(0)).find(({ number }) => number === 1)?.data;
  const settings = Object.entries(packed ? objectOf(unpacked(packed)) : {});
  return Object.fromEntries(settings.filter(([, value]) => value !== null));
}
