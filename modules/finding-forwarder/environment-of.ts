import { ENVIRONMENT } from "../../lambda-src/finding-forwarder/environment";
import { literals } from "../literal";

/** Where findings go, and in which format. */
export interface Delivery {
  /**
   * Protocol, address and options. It never holds a secret: anyone who may read the function's configuration can read
   * it.
   */
  readonly logRelay: object;
  readonly format: "guardduty" | "ocsf" | "cef";
  /**
   * Name of the relay's secret, in the function's own region.
   * @default none: the relay needs no secret
   */
  readonly secretName?: string;
}

/** The forwarder's environment variables. */
export function environmentOf(
  { logRelay, format, secretName }: Delivery,
  queueUrl: string,
  deadLetterQueueUrl: string,
): Record<string, string> {
  return {
    [ENVIRONMENT.queueUrl]: queueUrl,
    [ENVIRONMENT.deadLetterQueueUrl]: deadLetterQueueUrl,
    ...literals({
      [ENVIRONMENT.logRelay]: JSON.stringify(logRelay),
      [ENVIRONMENT.format]: format,
      ...(secretName && { [ENVIRONMENT.secretName]: secretName }),
    }),
  };
}
