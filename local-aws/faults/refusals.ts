import { errorAnswer, jsonAnswer, type Answer, type Exchange } from "../front-door/exchange";
import type { Called } from "./operation-of";

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** AWS's answer to a caller who may not do this, in the form of the service. */
export function denied(called: Called, { caller }: Exchange): Answer {
  const action = `${called.service}:${called.operation}`;
  return refused(
    called,
    `User: ${caller.arn} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`,
  );
}

/** AWS's answer to what policies do not allow, with this text, in the form of the service. */
export function refused(called: Called, message: string): Answer {
  if (called.protocol === "ec2")
    return inForm(called, { status: 403, code: "UnauthorizedOperation", message });
  const code = hasXml(called) ? "AccessDenied" : "AccessDeniedException";
  return inForm(called, { status: called.protocol === "json" ? 400 : 403, code, message });
}

/** AWS's answer to a session whose time is over. Credentials have to be renewed; asking again is of no use. */
export function expired(called: Called): Answer {
  const message = "The security token included in the request is expired";
  if (called.protocol === "ec2") return inForm(called, { status: 400, code: "RequestExpired", message });
  const code = hasXml(called) ? "ExpiredToken" : "ExpiredTokenException";
  return inForm(called, { status: called.protocol === "rest-json" ? 403 : 400, code, message });
}

/** AWS's answer to a caller who asks too often, in the words of the service. SDKs wait and ask again. */
export function throttled(called: Called): Answer {
  return inForm(called, { message: "Rate exceeded", ...throttling(called) });
}

function throttling({ service, protocol }: Called): Omit<Refusal, "message"> {
  if (service === "s3") return { status: 503, code: "SlowDown" };
  if (protocol === "ec2") return { status: 503, code: "RequestLimitExceeded" };
  if (protocol === "query") return { status: 400, code: "Throttling" };
  if (service === "organizations") return { status: 400, code: "TooManyRequestsException" };
  if (protocol === "rest-json") return { status: 429, code: "TooManyRequestsException" };
  return { status: 400, code: "ThrottlingException" };
}

function hasXml({ protocol }: Called): boolean {
  return protocol === "query" || protocol === "rest-xml" || protocol === "ec2";
}

function inForm(called: Called, { status, code, message }: Refusal): Answer {
  if (called.protocol === "rest-json") return errorAnswer(status, code, message);
  if (!hasXml(called)) return jsonAnswer(status, { __type: code, message });
  const error = `<Code>${code}</Code><Message>${message.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</Message>`;
  const id = "<RequestId>orgduty-local-fault</RequestId>";
  const body = {
    "rest-xml": `<Error>${error}${id}</Error>`,
    ec2: `<Response><Errors><Error>${error}</Error></Errors>${id}</Response>`,
  }[called.protocol];
  const inQuery = `<ErrorResponse><Error><Type>Sender</Type>${error}</Error>${id}</ErrorResponse>`;
  return { status, headers: { "content-type": "text/xml" }, body: body ?? inQuery };
}
