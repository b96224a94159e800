import type { BootstrapConfig } from "../bootstrap-config";
import type { BootstrapSection } from "../schema/bootstrap";

/** The first role's name, if the config gives it no other. */
export const FIRST_ROLE = "orgduty-bootstrap";
const DEFAULT_SESSION_MINUTES = 60;
/** Plans are refused after a day; a week leaves time to see why one was not applied. */
const DEFAULT_EXPIRY_DAYS = 7;

/** Fills in what `bootstrap` leaves out. Its state is in the bucket from the start if it does not make the bucket. */
export function completeBootstrap(section: BootstrapSection): BootstrapConfig {
  const { permissionsBoundary, reader, stateBucket } = section;
  return {
    roleName: section.roleName ?? FIRST_ROLE,
    credentials: section.credentials ?? {},
    tokenProvider: section.tokenProvider ?? "create",
    subjects: section.subjects ?? {},
    principals: section.principals ?? [],
    ...(permissionsBoundary !== undefined && { permissionsBoundary }),
    sessionMinutes: section.sessionMinutes ?? DEFAULT_SESSION_MINUTES,
    ...(stateBucket && {
      stateBucket: {
        account: stateBucket.account ?? "administrator",
        plansExpireAfterDays: stateBucket.plansExpireAfterDays ?? DEFAULT_EXPIRY_DAYS,
      },
    }),
    state: section.state ?? (stateBucket ? "local" : "bucket"),
    ...(reader && { reader }),
  };
}
