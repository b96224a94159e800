import { App, TerraformStack } from "cdktf";
import { expectedResources, type ExpectedResource } from "../intent/expected-stack";
import { buildStacks, type BuildStacksProps } from "./build-stacks";

/** Stands for the forwarder's zip where no function is made of it. */
export const NO_CODE = { path: "unused.zip", sha256Base64: "", handler: "" };

/** Every resource that the stacks of a config declare. They are built in memory, and no file is written. */
export function declaredResources(
  props: Pick<BuildStacksProps, "config" | "snapshots" | "outputFolder" | "stateFolder">,
): ExpectedResource[] {
  const app = new App({
    outdir: props.outputFolder,
    context: { excludeStackIdFromLogicalIds: true, allowSepCharsInLogicalIds: true },
  });
  buildStacks(app, { ...props, forwarderCode: NO_CODE });
  return app.node.children
    .filter((child) => child instanceof TerraformStack)
    .flatMap((stack) => expectedResources(stack.node.id, JSON.stringify(stack.toTerraform())));
}
