import { lookup } from "node:dns/promises";
import { OperatorError } from "../../config/problems/operator-error";
import { profileSection } from "../sources/profiles";

/** The part of an SDK client that decides which endpoint is called. */
interface Endpointed {
  readonly config: {
    readonly serviceId: string;
    readonly region: () => Promise<string>;
    serviceConfiguredEndpoint?: () => Promise<string | undefined>;
    useFipsEndpoint: () => Promise<boolean>;
    readonly useDualstackEndpoint: () => Promise<boolean>;
    readonly endpointProvider: (parameters: {
      readonly Region: string;
      readonly UseFIPS: boolean;
      readonly UseDualStack: boolean;
    }) => { readonly url: URL };
  };
}

/**
 * Lets a client call the endpoint that Terraform's provider calls. The SDK reads endpoint_url only from AWS_PROFILE, not
 * from a profile that the config names; it calls FIPS endpoints where there are none, which is most regions; and it
 * refuses FIPS beside an endpoint that is named.
 * Sources: https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html,
 * https://github.com/hashicorp/terraform-provider-aws/pull/38057 and pull/34233
 */
export function withTerraformsEndpoints(
  { config }: Endpointed,
  profile: string | undefined,
  exists = nameExists,
): void {
  const named = once(() => configuredEndpoint(config.serviceId, profile));
  const wanted = config.useFipsEndpoint;
  const fips = once(async () => (await wanted()) && (await fipsExists(config, exists)));
  config.serviceConfiguredEndpoint = named;
  config.useFipsEndpoint = async () => (await named()) === undefined && fips();
}

/** The endpoint that the environment or a profile names for a service. */
async function configuredEndpoint(serviceId: string, profile?: string): Promise<string | undefined> {
  const { env } = process;
  const section = (await profileSection(profile ?? (env.AWS_PROFILE || "default"))) ?? {};
  const ignored =
    env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS || section.ignore_configured_endpoint_urls || "false";
  if (ignored.toLowerCase() === "true") return undefined;
  const id = serviceId.toLowerCase().replaceAll(" ", "_");
  const services = section.services ? await profileSection(`services.${section.services}`) : undefined;
  const own = `AWS_ENDPOINT_URL_${id.toUpperCase()}`;
  const places = [
    [own, env[own]],
    ["AWS_ENDPOINT_URL", env.AWS_ENDPOINT_URL],
    [`endpoint_url of ${id} in services ${section.services}`, services?.[`${id}.endpoint_url`]],
    ["endpoint_url of the profile", section.endpoint_url],
  ] as const;
  const [by, value] = places.find(([, one]) => one) ?? [];
  if (value === undefined || (/^https?:\/\//i.test(value) && URL.canParse(value))) return value;
  throw new OperatorError(`${by} holds no URL of an endpoint`, "write it with its scheme, e.g. https://HOST");
}

async function fipsExists(config: Endpointed["config"], exists: typeof nameExists): Promise<boolean> {
  const [Region, UseDualStack] = await Promise.all([config.region(), config.useDualstackEndpoint()]);
  const { url } = config.endpointProvider({ Region, UseDualStack, UseFIPS: true });
  return exists(url.hostname);
}

/** Only a name that is known to be missing counts as missing, not a name server that does not answer. */
async function nameExists(host: string): Promise<boolean> {
  return lookup(host).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== "ENOTFOUND",
  );
}

function once<Value>(get: () => Promise<Value>): () => Promise<Value> {
  let value: Promise<Value> | undefined;
  return () => (value ??= get());
}
