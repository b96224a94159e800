import { parseArn } from "../../aws/arn";
import {
  errorAnswer,
  jsonAnswer,
  jsonBody,
  type Answer,
  type Exchange,
  type Interceptor,
} from "../front-door/exchange";
import type { MotoGateway } from "../front-door/moto-gateway";
import { accountSettings } from "./account-settings";
import type { Functions, KeptSettings } from "./functions";
import type { MappingRequest } from "./mapping";
import { LambdaRefusal, type Mappings } from "./mappings";

const FUNCTIONS = /^\/2015-03-31\/functions\/?(?:([^/]+)(?:\/(code|configuration|invocations))?)?$/;
const MAPPINGS = /^\/2015-03-31\/event-source-mappings\/?([^/]*)$/;
const MAPPING_TAGS = /^\/2017-03-31\/tags\/(arn:[^/]+:event-source-mapping:[^/]+)$/;

/** Lambda. moto stores the functions; we keep their code, run them, and have our own event source mappings. */
export function lambdaService(moto: MotoGateway, functions: Functions, mappings: Mappings): Interceptor {
  return async (exchange) => {
    const path = decodeURIComponent(exchange.path);
    const mapping = MAPPINGS.exec(path);
    const tags = MAPPING_TAGS.exec(path);
    const aFunction = FUNCTIONS.exec(path);
    try {
      if (mapping) return await mappingAnswer(mappings, exchange, mapping[1] ?? "");
      if (tags) return await tagsAnswer(mappings, exchange, tags[1] ?? "");
      if (aFunction) return await functionAnswer(moto, functions, exchange, aFunction[1], aFunction[2]);
      return accountSettings(exchange);
    } catch (error) {
      if (error instanceof LambdaRefusal) return errorAnswer(error.status, error.type, error.message);
      throw error;
    }
  };
}

async function mappingAnswer(mappings: Mappings, exchange: Exchange, uuid: string): Promise<Answer> {
  const request = (await jsonBody(exchange)) as MappingRequest;
  const functionArn = request.FunctionName === undefined ? undefined : arnOf(exchange, request.FunctionName);
  if (uuid === "" && exchange.method === "POST") {
    return jsonAnswer(202, { ...(await mappings.create(functionArn ?? "", request)), State: "Creating" });
  }
  if (uuid === "") return jsonAnswer(200, { EventSourceMappings: listMappings(mappings, exchange) });
  if (exchange.method === "PUT") return jsonAnswer(202, mappings.update(uuid, functionArn, request));
  if (exchange.method === "DELETE") return jsonAnswer(202, { ...mappings.delete(uuid), State: "Deleting" });
  return jsonAnswer(200, mappings.get(uuid));
}

function listMappings(mappings: Mappings, exchange: Exchange) {
  const name = exchange.query.get("FunctionName");
  const source = exchange.query.get("EventSourceArn");
  const here = arnOf(exchange, "");
  return mappings
    .all()
    .filter(({ FunctionArn }) =>
      name ? FunctionArn === arnOf(exchange, name) : FunctionArn.startsWith(here),
    )
    .filter(({ EventSourceArn }) => source === null || EventSourceArn === source);
}

async function tagsAnswer(mappings: Mappings, exchange: Exchange, arn: string): Promise<Answer> {
  const tags = mappings.tags.get(arn) ?? {};
  if (exchange.method === "GET") return jsonAnswer(200, { Tags: tags });
  if (exchange.method === "POST") Object.assign(tags, (await jsonBody(exchange)).Tags);
  for (const key of exchange.query.getAll("tagKeys")) delete tags[key];
  mappings.tags.set(arn, tags);
  return { status: 204, headers: {}, body: "" };
}

async function functionAnswer(
  moto: MotoGateway,
  functions: Functions,
  exchange: Exchange,
  name: string | undefined,
  part: string | undefined,
): Promise<Answer | undefined> {
  if (part === "invocations") return invoke(functions, exchange, arnOf(exchange, name ?? ""));
  if (exchange.method === "GET") {
    return part === undefined && name !== undefined
      ? functionView(moto, functions, exchange, name)
      : undefined;
  }
  const request = await jsonBody(exchange);
  const answer = await moto.send(exchange, await exchange.body());
  if (answer.status >= 300) return answer;
  const arn = arnOf(exchange, name ?? String(request.FunctionName));
  functions.settings.set(arn, { ...functions.settings.get(arn), ...keptOf(request) });
  const zip = (request as { ZipFile?: string; Code?: { ZipFile?: string } }).ZipFile ?? codeOf(request);
  if (zip === undefined) functions.cool(arn);
  else functions.upload(arn, Buffer.from(zip, "base64"));
  return answer;
}

function keptOf({ KMSKeyArn, Architectures }: KeptSettings): KeptSettings {
  return { ...(KMSKeyArn !== undefined && { KMSKeyArn }), ...(Architectures && { Architectures }) };
}

/**
 * Adds what moto leaves out of GetFunction's answer: a reserved concurrency of zero, which stops a function, the key that
 * encrypts its environment, and an architecture that came with its code.
 */
async function functionView(
  moto: MotoGateway,
  functions: Functions,
  exchange: Exchange,
  name: string,
): Promise<Answer> {
  const answer = await moto.send(exchange, "");
  if (answer.status >= 300) return answer;
  const path = `/2019-09-30/functions/${name}/concurrency`;
  const reserved = await moto.send({ ...exchange, path, query: new URLSearchParams() }, "");
  const Concurrency = JSON.parse(reserved.body.toString()) as {
    ReservedConcurrentExecutions?: number | null;
  };
  const given = typeof Concurrency.ReservedConcurrentExecutions === "number" ? { Concurrency } : {};
  const { Configuration, ...found } = JSON.parse(answer.body.toString()) as { Configuration?: object };
  const { KMSKeyArn: key, ...kept } = functions.settings.get(arnOf(exchange, name)) ?? {};
  const configuration = { ...Configuration, ...kept, ...(key ? { KMSKeyArn: key } : {}) };
  return jsonAnswer(200, { ...found, Configuration: configuration, ...given });
}

function codeOf({ Code }: { Code?: { ZipFile?: string } }): string | undefined {
  return Code?.ZipFile;
}

async function invoke(functions: Functions, exchange: Exchange, arn: string): Promise<Answer> {
  const event = await jsonBody(exchange);
  const type = exchange.headers["x-amz-invocation-type"];
  if (type === "Event") {
    void functions.invoke(arn, event).catch(() => undefined);
    return { status: 202, headers: {}, body: "" };
  }
  const outcome = await functions.invoke(arn, event);
  if ("error" in outcome) return jsonAnswer(200, outcome.error, { "x-amz-function-error": "Unhandled" });
  return jsonAnswer(200, outcome.result);
}

/** A request may name a function by its name, its ARN, or an ARN with a version. */
function arnOf({ partition, region, caller }: Exchange, name: string): string {
  const bare = name.split(":function:").at(-1)?.split(":")[0] ?? name;
  const accountId = name.startsWith("arn:") ? parseArn(name).accountId : caller.accountId;
  return `arn:${partition}:lambda:${region}:${accountId}:function:${bare}`;
}
