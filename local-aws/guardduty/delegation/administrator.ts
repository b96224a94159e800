import { TEXT, badRequest } from "../protocol/errors";
import { ownDetector, type Call, type World } from "../world";

/** The account that administers the caller. The answer is empty if there is none. */
export function getAdministratorAccount(world: World, call: Call): unknown {
  const administrator = administratorView(world, call);
  return administrator ? { administrator } : {};
}

/** The same operation under its older name. */
export function getMasterAccount(world: World, call: Call): unknown {
  const master = administratorView(world, call);
  return master ? { master } : {};
}

/** Refused: a member of an organization cannot leave by itself. */
export function disassociateFromAdministratorAccount(world: World, call: Call): unknown {
  if (ownDetector(world, call).administratorId) throw badRequest(TEXT.memberCannotLeave);
  throw badRequest(TEXT.notAssociated);
}

function administratorView(world: World, call: Call): Record<string, string> | undefined {
  const { administratorId } = ownDetector(world, call);
  return administratorId ? { accountId: administratorId, relationshipStatus: "Enabled" } : undefined;
}
