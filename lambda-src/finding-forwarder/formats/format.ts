import type { ForwardedEvent } from "../event/forwarded-event";
import { cef } from "./cef";
import { guardduty } from "./guardduty";
import { ocsf } from "./ocsf";

/** The formats in which the relay can receive a finding: the same words as `format` in orgduty.yaml. */
export type Format = "guardduty" | "ocsf" | "cef";

/** Each format is a function that turns an event into one line of text, without a line break. */
export const FORMATS: Readonly<Record<Format, (event: ForwardedEvent) => string>> = { guardduty, ocsf, cef };
