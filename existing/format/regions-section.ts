import { z } from "zod";
import { accountId } from "../../config/schema/aws-values";
import { section } from "../../config/schema/section";
import { says } from "../../config/schema/text";
import { shown } from "../../config/problems/shown";
import { LIST_KINDS, type ExistingRegion, type ExistingRegions } from "../existing-region";

const DISCOVER = "run ./orgduty discover";
const error = ({ input }: { input?: unknown }) =>
  says(`is not as discover writes it, got ${shown(input)}`, DISCOVER);

const text = z.string({ error });
const texts = z.array(text, { error });
const byName = z.record(z.string(), z.string({ error }), { error });
const unread = section({ unread: text });

/** A part that was read, or the reason why it was not. */
const part = <Found extends z.ZodType>(found: Found) => z.union([found, unread], { error });

const detector = section({
  id: text,
  enabled: z.boolean({ error }),
  findingPublishingFrequency: text,
  features: byName,
  tags: byName,
});

const listed = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  part(z.array(section(shape), { error }));

const account = section({
  accountId,
  detector: part(detector).optional(),
  filters: listed({ name: text, rank: z.int({ error }), action: text, criteria: text }),
  lists: listed({ kind: z.enum(LIST_KINDS, { error }), id: text, name: text, location: text, status: text }),
  destinations: listed({ id: text, bucketArn: text, keyArn: text, status: text }),
  malwarePlans: listed({ id: text, bucket: text, status: text }),
  forwarders: listed({ rule: text, pattern: text, targets: texts }),
});

const region = section({
  delegatedTo: part(accountId).optional(),
  organization: part(section({ newAccounts: text, features: byName })).optional(),
  members: listed({
    state: text,
    features: part(byName).optional(),
    accounts: z.array(accountId, { error }),
  }),
  management: account,
  administrator: account,
  logArchive: part(account).optional(),
}) as unknown as z.ZodType<ExistingRegion>;

/** `regions` of a snapshot: what discover found in each. */
export const regionsSection: z.ZodType<ExistingRegions> = z.record(z.string(), part(region), {
  error: ({ input }) => says(`must be a map, got ${shown(input)}`, "{} if discover found nothing"),
});
