import { Attempts } from "../../aws-clients/attempts";
import type { RegionClients } from "../../aws-clients/region-clients";
import { forwarderRegions } from "../../intent/findings-names";
import { readEvents } from "../../verification/read/events";
import { readFunctions } from "../../verification/read/functions";
import { Live } from "../../verification/read/live";
import { readQueues } from "../../verification/read/queues";
import { readRoles, type ReadRoles } from "../../verification/read/roles";
import { readSchedules } from "../../verification/read/schedules";
import { readAlarms, readLogGroups } from "../../verification/read/watches";
import { unchecked, type Finding } from "../line";
import type { Asking } from "../read/asking";
import { readLambdaQuota, readRoleQuota } from "../read/quotas";
import { readBus } from "../read/rules";
import { readSecret } from "../read/secret";
import type { SecretWish } from "./secret";
import type { RegionWish } from "./wish";

/** Reads the findings' way as it may already be: rules, Lambda's room, the secret, and what has a planned name. */
export async function readPath(wish: RegionWish, clients: RegionClients, asking: Asking, roles: ReadRoles) {
  const secretWish = secretIn(wish);
  const isHome = wish.region === wish.organization.homeRegion;
  const [bus, lambda, roleQuota, secret, names] = await Promise.all([
    readBus(clients.events, asking),
    secretWish === undefined ? undefined : readLambdaQuota(clients.lambda, asking),
    isHome ? readRoleQuota(clients.iam, asking) : undefined,
    secretWish?.name === undefined
      ? undefined
      : readSecret(clients.secrets, asking, {
          name: secretWish.name,
          authentication: authenticationOf(wish),
        }),
    readNames(wish, clients, asking, roles),
  ]);
  return { bus, lambda, roleQuota, secret, secretWish, ...names };
}

/** Everything that a stack of this config would give a name to, as AWS has it. */
async function readNames(wish: RegionWish, clients: RegionClients, { calls }: Asking, roles: ReadRoles) {
  const { expected, region, organization } = wish;
  const [live, attempts] = [new Live(), new Attempts()];
  const reading = { clients, calls, attempts, expected, live, region };
  await Promise.all([
    readQueues(reading, organization.administratorAccountId),
    readFunctions(reading),
    readEvents(reading),
    readAlarms(reading),
    readLogGroups(reading),
    readRoles(reading, roles),
    readSchedules(reading),
  ]);
  const findings = attempts.unread.map(({ part, error, fix }): Finding =>
    unchecked("names", part, error, fix),
  );
  return { live, findings };
}

/** The secret of the region's forwarder. Undefined if it has no forwarder; without a name if its relay needs no secret. */
function secretIn({ config, organization, region, foundationSecret, held }: RegionWish) {
  if (!forwarderRegions({ config, organization }).includes(region)) return undefined;
  const { forwarding, homeRegion } = organization;
  const name = forwarding?.logRelay.secretName;
  const wish = { region, homeRegion, held, ...(foundationSecret ? { declared: foundationSecret } : {}) };
  return (name === undefined ? wish : { ...wish, name }) as Omit<SecretWish, "name"> & {
    readonly name?: string;
  };
}

function authenticationOf({ organization }: RegionWish): string {
  const relay = organization.forwarding?.logRelay;
  return relay?.protocol === "https" ? relay.authentication : "none";
}
