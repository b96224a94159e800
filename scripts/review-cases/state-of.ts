/** The part of a plan's JSON that a state is made from. */
export interface PlanJson {
  readonly resource_changes?: readonly {
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly index?: string | number;
    readonly change: {
      readonly after: Record<string, unknown> | null;
      readonly after_unknown: Record<string, unknown>;
    };
  }[];
  readonly configuration: {
    readonly root_module: {
      readonly resources?: readonly {
        readonly type: string;
        readonly name: string;
        readonly provider_config_key: string;
      }[];
    };
  };
}

/** Computed attributes that are no text. */
const COMPUTED: Readonly<Record<string, unknown>> = { datasources: [], tags_all: {} };

/** A Terraform state as applying a plan would have left it, with made-up values for what AWS answers. */
export function stateOf({ resource_changes: changes = [], configuration }: PlanJson): object {
  const providers = new Map(
    (configuration.root_module.resources ?? []).map((item) => [
      `${item.type}.${item.name}`,
      item.provider_config_key,
    ]),
  );
  const groups = new Map<string, object[]>();
  for (const { mode, type, name, index, change } of changes) {
    if (mode !== "managed" || change.after === null) continue;
    const key = `${type}.${name}`;
    const instance = {
      ...(index !== undefined && { index_key: index }),
      schema_version: 0,
      attributes: { ...change.after, ...madeUp(key, change.after_unknown) },
    };
    groups.set(key, [...(groups.get(key) ?? []), instance]);
  }
  return {
    version: 4,
    terraform_version: "1.11.4",
    serial: 1,
    lineage: "00000000-0000-0000-0000-000000000000",
    outputs: {},
    resources: [...groups].map(([key, instances]) => {
      const [type, name] = key.split(".");
      const alias = (providers.get(key) ?? "aws").split(".")[1];
      const provider = `provider["registry.terraform.io/hashicorp/aws"]${alias ? `.${alias}` : ""}`;
      return { mode: "managed", type, name, provider, instances };
    }),
  };
}

/** Attributes that refer to another resource have to agree with it: a detector's id is the same everywhere. */
function madeUp(key: string, unknown: Record<string, unknown>): Record<string, unknown> {
  const names = Object.keys(unknown).filter((name) => unknown[name] === true);
  return Object.fromEntries(names.map((name) => [name, COMPUTED[name] ?? valueFor(key, name)]));
}

function valueFor(key: string, name: string): string {
  const detector = "12abc34d567e8fa901bc2d34e56789f0";
  if (name === "detector_id" || (name === "id" && key.startsWith("aws_guardduty_detector.administrator")))
    return detector;
  return name === "relationship_status" ? "Enabled" : `made-up-${name}`;
}
