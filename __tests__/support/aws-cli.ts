import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as events from "@aws-sdk/client-eventbridge";
import * as guardduty from "@aws-sdk/client-guardduty";
import * as organizations from "@aws-sdk/client-organizations";
import * as secretsmanager from "@aws-sdk/client-secrets-manager";
import { clientSettings } from "../../local-aws/clients";
import { ROOT } from "./orgduty";

/*
 * Stands in for `aws` of a person who types what orgduty printed: the operations of four services, in the AWS CLI's
 * spelling, against the local AWS that AWS_ENDPOINT_URL names, as the account that AWS_ACCESS_KEY_ID names.
 */

interface Client {
  send(command: unknown): Promise<Record<string, unknown>>;
}
type Service = Readonly<Record<string, new (input: object) => unknown>>;

const SERVICES: Readonly<Record<string, { readonly module: unknown; readonly client: string }>> = {
  events: { module: events, client: "EventBridgeClient" },
  guardduty: { module: guardduty, client: "GuardDutyClient" },
  organizations: { module: organizations, client: "OrganizationsClient" },
  secretsmanager: { module: secretsmanager, client: "SecretsManagerClient" },
};
const NUMBERS = ["rank"];
const ATTEMPTS = 10;

/** Writes an executable `aws` into a folder, to be put on the PATH. */
export function installAwsCli(folder: string): void {
  const loader = join(ROOT, "node_modules/tsx/dist/loader.mjs");
  const script = `#!/bin/sh\nexec '${process.execPath}' --no-warnings --import '${loader}' '${__filename}' "$@"\n`;
  writeFileSync(join(folder, "aws"), script, { mode: 0o755 });
}

async function run([service = "", operation = "", ...rest]: readonly string[]): Promise<string> {
  const { region = "us-east-1", query, ...given } = optionsOf(rest);
  delete given.output;
  const { module, client } = SERVICES[service] ?? unknown(service);
  const { [client]: ClientClass } = module as Service;
  const Command = commandIn(module as Service, operation);
  if (!ClientClass || !Command) return unknown(operation);
  const { AWS_ENDPOINT_URL: url = "", AWS_ACCESS_KEY_ID: account = "" } = process.env;
  const settings = { ...clientSettings(url, account, String(region)), maxAttempts: ATTEMPTS };
  const input = Object.fromEntries(Object.entries(given).map(([key, value]) => [pascal(key), value]));
  const answer = await (new ClientClass(settings) as Client).send(new Command(input));
  return query === undefined ? JSON.stringify(answer) : queried(answer, query as string);
}

/** `--account-ids 1 2`, `--rank 3`, `--features '[...]'`, `--secret-string file://...`, `--enable`. */
function optionsOf(words: readonly string[]): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  for (let at = 0; at < words.length;) {
    const name = words[at]!.replace(/^--/, "");
    let end = at + 1;
    while (end < words.length && !words[end]!.startsWith("--")) end += 1;
    options[name] = valueOf(name, words.slice(at + 1, end));
    at = end;
  }
  return options;
}

function valueOf(name: string, values: readonly string[]): unknown {
  if (name.endsWith("-ids")) {
    if (values.length === 0) throw new Error(`--${name}: expected at least one argument`);
    return values;
  }
  const [value] = values;
  if (value === undefined) return true;
  if (value.startsWith("file://")) return readFileSync(value.slice("file://".length), "utf8");
  if (/^[[{]/.test(value)) return JSON.parse(value) as unknown;
  return NUMBERS.includes(name) ? Number(value) : value;
}

/** The two forms of --query that orgduty prints: `DetectorIds[0]` and `Members[].AccountId`. */
function queried(answer: Record<string, unknown>, query: string): string {
  const [, list = "", index, member] = /^(\w+)\[(\d*)\](?:\.(\w+))?$/.exec(query) ?? unknown(query);
  const all = (answer[list] ?? []) as (string & Record<string, unknown>)[];
  if (index) return all[Number(index)] ?? "None";
  return all.map((one) => String(one[member ?? ""])).join("\t");
}

function pascal(name: string): string {
  return name.replace(/(^|-)([a-z])/g, (_, _dash, letter: string) => letter.toUpperCase());
}

/** `delete-ip-set` is DeleteIPSetCommand. */
function commandIn(service: Service, operation: string) {
  const name = `${pascal(operation)}Command`.toLowerCase();
  return Object.entries(service).find(([key]) => key.toLowerCase() === name)?.[1];
}

function unknown(what: string): never {
  throw new Error(`this aws does not know ${what}`);
}

if (require.main === module)
  run(process.argv.slice(2)).then(
    (text) => process.stdout.write(`${text}\n`),
    (error: Error) => {
      process.stderr.write(`${error.name}: ${error.message}\n`);
      process.exitCode = 255;
    },
  );
