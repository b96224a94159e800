import { targetOperation, type Exchange } from "../front-door/exchange";
import type { ApiModel, ApiModels, ApiOperation } from "./api-models";

/** What a request calls. */
export interface Called {
  /** The service's name in the models, e.g. `cloudwatch`. */
  readonly service: string;
  readonly protocol: string;
  readonly operation: string;
}

/** The operation that a request calls. Undefined if the models have none like it. */
export async function operationOf(exchange: Exchange, models: ApiModels): Promise<Called | undefined> {
  const [service, model] = Object.entries(models).find(([, { scope }]) => scope === exchange.service) ?? [];
  if (service === undefined || model === undefined) return undefined;
  const operation =
    targetOperation(exchange) ??
    (await actionOf(exchange)) ??
    /\/operation\/(\w+)$/.exec(exchange.path)?.[1] ??
    routeOf(exchange, model.operations);
  return operation === undefined ? undefined : { service, protocol: protocolOf(exchange, model), operation };
}

/** A service that speaks several protocols answers in that of the request: CloudWatch's SDKs differ. */
function protocolOf({ headers }: Exchange, { protocol }: ApiModel): string {
  const type = headers["content-type"] ?? "";
  if (type.startsWith("application/x-www-form-urlencoded")) return protocol === "ec2" ? protocol : "query";
  return type.startsWith("application/x-amz-json") && !protocol.startsWith("rest") ? "json" : protocol;
}

/** The action of a form, as in the query protocol. */
async function actionOf({ headers, body }: Exchange): Promise<string | undefined> {
  if (!headers["content-type"]?.startsWith("application/x-www-form-urlencoded")) return undefined;
  return new URLSearchParams((await body()).toString("utf8")).get("Action") ?? undefined;
}

/** The most particular route that fits: of two, the one that asks for more of the request. */
function routeOf(exchange: Exchange, operations: Readonly<Record<string, ApiOperation>>): string | undefined {
  const fitting = Object.entries(operations).filter(([, operation]) => fits(exchange, operation));
  const asks = ({ path, query, headers }: ApiOperation) =>
    query.length + headers.length + path.split("/").filter((part) => part && !part.startsWith("{")).length;
  return fitting.sort(([, one], [, other]) => asks(other) - asks(one))[0]?.[0];
}

function fits({ method, path, query, headers, service }: Exchange, operation: ApiOperation): boolean {
  if (operation.method !== method || !pathPattern(operation.path, service).test(path)) return false;
  const isAsked = (parameter: string) => {
    const [name = "", value] = parameter.split("=");
    return value === undefined ? query.has(name) : query.get(name) === value;
  };
  return operation.query.every(isAsked) && operation.headers.every((name) => headers[name] !== undefined);
}

/** S3's models may leave out the bucket, which stands in the path here. */
function pathPattern(template: string, service: string): RegExp {
  const full = service === "s3" && !template.startsWith("/{Bucket}") ? `/{Bucket}${template}` : template;
  const source = full
    .replace(/\/$/, "")
    .split("/")
    .map((part) => {
      if (!part.startsWith("{")) return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      return part.endsWith("+}") ? ".+" : "[^/]+";
    })
    .join("/");
  return new RegExp(`^${source}/?$`);
}
