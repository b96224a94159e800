import { partitionOf } from "../../aws/partitions";
import { requestHandler } from "../network/request-handler";
import { mfaCode } from "./mfa";
import { renewed, type Credentials } from "./renewed";
import { mfaLink, sourceOf, type Source } from "./source";

const opened = new Map<string, () => Promise<Credentials>>();

/**
 * A profile's keys, or the person's own, got once in a process: a profile may ask for an MFA code or start a browser.
 * @param region where STS is asked if the profile names no region
 */
export function sourceCredentials(profile: string | undefined, region: string): () => Promise<Credentials> {
  const key = `${partitionOf(region)} ${profile ?? ""}`;
  const known = opened.get(key);
  if (known) return known;
  const made = renewed(async () => get(await sourceOf(profile), region));
  opened.set(key, made);
  return made;
}

/** Forgets what was signed in to, e.g. because the files or the environment changed. */
export function forgetSources(): void {
  opened.clear();
}

async function get(source: Source, region: string): Promise<Credentials> {
  const [first] = source.links;
  const handler = requestHandler(first?.name);
  // SSO, its tokens and STS are asked through the same proxy and with the same certificates.
  const clientConfig = handler ? { requestHandler: handler } : {};
  const settings = { clientConfig, parentClientConfig: { region, ...clientConfig } };
  try {
    return await provider(source, settings).then((provide) => provide());
  } finally {
    handler?.destroy();
  }
}

/** The provider for one source, so that its own error is seen, and not that of the last one in a chain. */
async function provider(
  { kind, links }: Source,
  settings: { readonly clientConfig: object; readonly parentClientConfig: { readonly region: string } },
): Promise<() => Promise<Credentials>> {
  const [first] = links;
  if (first && !isMachine(kind, links.at(-1)!.section)) {
    const { fromIni } = await import("@aws-sdk/credential-provider-ini");
    const asking = mfaLink({ kind, links })?.name ?? first.name;
    return fromIni({
      ...settings,
      profile: first.name,
      mfaCodeProvider: (serial) => mfaCode(serial, asking),
    });
  }
  if (kind === "environment") return (await import("@aws-sdk/credential-provider-env")).fromEnv();
  if (kind === "web identity")
    return (await import("@aws-sdk/credential-provider-web-identity")).fromTokenFile(settings);
  const { defaultProvider } = await import("@aws-sdk/credential-provider-node");
  return defaultProvider({ ...settings, ...(first ? { profile: first.name } : {}) });
}

/** A profile without keys, e.g. one with a region only, leaves the question to the machine that it runs on. */
function isMachine(kind: Source["kind"], section: Source["links"][number]["section"]): boolean {
  return (kind === "container" || kind === "instance") && !section.credential_source;
}
