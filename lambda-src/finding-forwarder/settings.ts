import { ENVIRONMENT } from "./environment";
import type { Format } from "./formats/format";
import type { RelayOptions } from "./relay/relay-options";

/** The settings that the construct put into the environment. */
export interface Settings {
  readonly relay: RelayOptions;
  readonly format: Format;
  readonly queueUrl: string;
  readonly deadLetterQueueUrl: string;
  readonly secretName?: string;
  /** The name that Lambda reports. */
  readonly functionName: string;
}

/** Reads the environment once, at import: a wrongly deployed function fails at once and names the missing variable. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const required = (name: string): string => {
    const value = environment[name];
    if (!value) throw new Error(`environment variable ${name} is missing`);
    return value;
  };
  return {
    relay: JSON.parse(required(ENVIRONMENT.logRelay)) as RelayOptions,
    format: required(ENVIRONMENT.format) as Format,
    queueUrl: required(ENVIRONMENT.queueUrl),
    deadLetterQueueUrl: required(ENVIRONMENT.deadLetterQueueUrl),
    secretName: environment[ENVIRONMENT.secretName] || undefined,
    functionName: required("AWS_LAMBDA_FUNCTION_NAME"),
  };
}
