import { ACCESS_KINDS } from "./access-kinds";
import { EVENT_KINDS } from "./event-kinds";
import { FUNCTION_KINDS } from "./function-kinds";
import { GUARDDUTY_KINDS } from "./guardduty-kinds";
import type { Kind } from "./kind";
import { QUEUE_KINDS } from "./queue-kinds";
import { WATCH_KINDS } from "./watch-kinds";

/** Every resource type that the stacks declare. A test fails if one is missing here. */
export const KINDS: Readonly<Record<string, Kind>> = {
  ...EVENT_KINDS,
  ...QUEUE_KINDS,
  ...FUNCTION_KINDS,
  ...WATCH_KINDS,
  ...ACCESS_KINDS,
  ...GUARDDUTY_KINDS,
};
