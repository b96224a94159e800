import type { OrganizationConfig, OrgdutyConfig } from "../../config/config";
import type { StackEntry } from "../../config/stack-list";

/** The organizations that stacks work in, each once. */
export function organizationsOf(
  { organizations }: Pick<OrgdutyConfig, "organizations">,
  stacks: readonly Pick<StackEntry, "partition">[],
): OrganizationConfig[] {
  return Object.values(organizations).filter(({ partition }) =>
    stacks.some((stack) => stack.partition === partition),
  );
}
