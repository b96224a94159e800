import { UNREAD, type Read } from "../../aws-clients/attempts";
import { blocker, fine, type Finding } from "../line";
import type { SecretReading } from "../read/secret";
import { isHeld, type HeldAddresses, type RegionWish } from "./wish";
import type { ExpectedResource } from "../../intent/expected-stack";

/** The secret that the forwarders read, and the stack that makes it. */
export interface SecretWish extends Pick<RegionWish, "region"> {
  readonly name: string;
  /** The resource that foundation makes it with. Absent before the first `discover`. */
  readonly declared?: ExpectedResource;
  readonly held: HeldAddresses;
  readonly homeRegion: string;
}

/** Whether the forwarder of a region will be able to use the relay's secret. */
export function judgeSecret(wish: SecretWish, secret: Read<SecretReading | undefined>): Finding[] {
  if (secret === UNREAD) return [];
  const { name, region, homeRegion } = wish;
  const isOurs = wish.declared ? isHeld(wish.held, wish.declared) : UNREAD;
  if (!secret) return [missing(wish, isOurs)];
  const { arn, deletedAt, fault } = secret;
  if (deletedAt !== undefined) {
    const what = `the secret ${name} is going to be deleted, and until then its name is taken`;
    const fix = `aws secretsmanager restore-secret --region ${region} --secret-id ${name}`;
    return [blocker("secret", what, `${arn}, deletion at ${deletedAt}`, fix)];
  }
  if (isOurs === false) return [taken(wish, arn)];
  if (fault === UNREAD) return [];
  if (fault === undefined)
    return [fine("secret", "the relay's secret is there, and the forwarder can use it")];
  const what = `the forwarder cannot use the secret ${name}: ${fault}`;
  return [blocker("secret", what, arn, putCommand(homeRegion, name))];
}

/** How a value gets into the secret. The file stays on the operator's machine. */
function putCommand(region: string, name: string): string {
  return `aws secretsmanager put-secret-value --region ${region} --secret-id ${name} --secret-string file://relay.json`;
}

function missing({ name, homeRegion, region }: SecretWish, isOurs: Read<boolean>): Finding {
  if (isOurs !== true)
    return fine("secret", `no secret ${name} yet: apply makes it, and you put its value (README.md)`);
  const what = `the secret ${name} is in the state and not in AWS`;
  const replicate = `aws secretsmanager replicate-secret-to-regions --region ${homeRegion} --secret-id ${name} --add-replica-regions Region=${region}`;
  const fix = region === homeRegion ? "./orgduty plan --stack foundation-..., and apply" : replicate;
  return blocker("secret", what, `no secret ${name} in ${region}`, fix);
}

/** CreateSecret refuses a name that is taken. */
function taken({ name, declared }: SecretWish, arn: string): Finding {
  const what = `apply cannot create the secret ${name}`;
  const evidence = `${arn} exists and is not in the state of ${declared?.stack} (${declared?.address})`;
  const fix = `take it into the state: terraform -chdir=cdktf.out/stacks/${declared?.stack} import '${declared?.address}' ${arn}; or name another as secretName`;
  return blocker("secret", what, evidence, fix);
}
