import type { Partition } from "../../aws/partitions";
import type { ApiModels } from "../faults/api-models";
import type { Called } from "../faults/operation-of";
import type { Exchange } from "../front-door/exchange";

/** Where a request acts. */
export interface Place {
  readonly partition: Partition;
  readonly region: string;
  readonly accountId: string;
}

/** What a request asks for: its operation, and its parameters from path, query and body. */
export interface Asked {
  readonly service: string;
  readonly operation: string;
  /** By name, each beginning with a capital letter, as most of AWS's services write them. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly place: Place;
}

/** Reads what a request asks for. An S3 object's body is left alone. */
export async function askedBy(exchange: Exchange, called: Called, models: ApiModels): Promise<Asked> {
  const { service, operation } = called;
  const { region, partition, caller, path, query } = exchange;
  const template = models[service]?.operations[operation]?.path ?? "/";
  const parameters = {
    ...(service === "s3" ? objectOf(path) : inPath(template, path)),
    ...Object.fromEntries(query),
    ...(service === "s3" ? {} : inBody((await exchange.body()).toString("utf8"))),
  };
  const named = Object.entries(parameters).map(([name, value]) => [
    name.charAt(0).toUpperCase() + name.slice(1),
    value,
  ]);
  const place = { partition, region, accountId: caller.accountId };
  return { service, operation, place, parameters: Object.fromEntries(named) as Asked["parameters"] };
}

/** A parameter that is a text. */
export function textOf({ parameters }: Asked, name: string): string | undefined {
  const value = parameters[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A parameter's part as text. */
export function written(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

/** The values of a list: in JSON an array, in a form `Names.member.1` and so on. */
export function listOf({ parameters }: Asked, name: string): readonly unknown[] {
  const value = parameters[name];
  if (Array.isArray(value)) return value as unknown[];
  return Object.keys(parameters)
    .filter((key) => key.startsWith(`${name}.member.`))
    .map((key) => parameters[key]);
}

function inPath(template: string, path: string): Record<string, string> {
  const [names, parts] = [template.split("/"), path.split("/")];
  return Object.fromEntries(
    names.flatMap((name, index) => {
      if (!name.startsWith("{")) return [];
      // An ARN at the end of a path has slashes of its own.
      const value = index === names.length - 1 ? parts.slice(index).join("/") : (parts[index] ?? "");
      return [[name.replace(/[{}+]/g, ""), decodeURIComponent(value)]];
    }),
  );
}

function objectOf(path: string): Record<string, string> {
  const [, bucket = "", ...key] = decodeURIComponent(path).split("/");
  return { Bucket: bucket, Key: key.join("/") };
}

function inBody(body: string): Record<string, unknown> {
  if (body === "") return {};
  try {
    return JSON.parse(body) as Record<string, unknown>;
  } catch {
    return Object.fromEntries(new URLSearchParams(body));
  }
}
