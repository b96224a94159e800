import { text, type Kind } from "./kind";

const FILE = "it tells Terraform where the zip is; source_code_hash is compared in its place";

/** Lambda. Defaults: https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/lambda_function */
export const FUNCTION_KINDS: Readonly<Record<string, Kind>> = {
  aws_lambda_function: {
    key: (one) => text(one, "function_name"),
    label: (one) => text(one, "function_name"),
    missing: "FUNCTION_MISSING",
    reasons: { environment: "FUNCTION_SETTINGS_DIFFER" },
    defaults: {
      architectures: ["x86_64"],
      ephemeral_storage: { size: 512 },
      memory_size: 128,
      package_type: "Zip",
      reserved_concurrent_executions: -1,
      timeout: 3,
      tracing_config: { mode: "PassThrough" },
    },
    notCompared: { filename: FILE },
  },
  aws_lambda_event_source_mapping: {
    key: (mapping) =>
      `${text(mapping, "event_source_arn")} ${text(mapping, "function_name").split(":").at(-1)}`,
    label: (mapping) => text(mapping, "function_name").split(":").at(-1)!,
    missing: "MAPPING_MISSING",
    reasons: {
      enabled: "MAPPING_DISABLED",
      filter_criteria: "MAPPING_FILTERS",
      function_response_types: "MAPPING_SETTINGS_DIFFER",
      scaling_config: "MAPPING_SETTINGS_DIFFER",
    },
    defaults: { batch_size: 10, enabled: true, maximum_batching_window_in_seconds: 0 },
    notCompared: { tags: "a call a mapping, and nothing on the findings' way rests on them" },
  },
};
