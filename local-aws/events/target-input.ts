import type { Target } from "@aws-sdk/client-eventbridge";
import type { Envelope } from "./envelope";
import { isJsonObject, type Json } from "../../aws/json";

/**
 * What a target receives: the event, a constant, a part of the event, or a template filled from the event.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function targetInput(target: Target, event: Envelope): string {
  if (target.Input !== undefined) return target.Input;
  if (target.InputPath !== undefined) return JSON.stringify(valueAt(event, target.InputPath) ?? null);
  const { InputTemplate, InputPathsMap = {} } = target.InputTransformer ?? {};
  if (InputTemplate === undefined) return JSON.stringify(event);
  return InputTemplate.replace(/<([^<>]+)>/g, (_all, name: string, offset: number) => {
    const path = name === "aws.events.event.json" ? "$" : InputPathsMap[name];
    const value = path === undefined ? undefined : valueAt(event, path);
    const text = JSON.stringify(value ?? null);
    const insideString = (InputTemplate.slice(0, offset).match(/(?<!\\)"/g)?.length ?? 0) % 2 === 1;
    return insideString && typeof value === "string" ? text.slice(1, -1) : text;
  });
}

/** A path as EventBridge writes it: `$`, then names and indices, e.g. `$.detail.resource.tags[0].key`. */
function valueAt(event: Envelope, path: string): Json | undefined {
  const steps = path.replace(/^\$\.?/, "").match(/[^.[\]]+/g) ?? [];
  return steps.reduce<Json | undefined>(
    (value, step) => {
      if (Array.isArray(value)) return (value as readonly Json[])[Number(step)];
      return isJsonObject(value) ? value[step] : undefined;
    },
    event as unknown as Json,
  );
}
