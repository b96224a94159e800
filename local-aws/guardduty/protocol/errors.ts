/** An error as GuardDuty sends it. SDKs take the name from a header; Terraform's provider matches on the text. */
export class GuardDutyError extends Error {
  constructor(
    readonly exception: string,
    readonly status: number,
    message: string,
    /** GuardDuty's finer error type, e.g. InvalidInputException. */
    readonly type = "InvalidInputException",
  ) {
    super(message);
  }
}

/** BadRequestException, GuardDuty's answer to nearly everything that it refuses. */
export function badRequest(message: string, type?: string): GuardDutyError {
  return new GuardDutyError("BadRequestException", 400, message, type);
}

/** GuardDuty's throttling error. SDKs recognize it, wait and retry. */
export function tooManyRequests(): GuardDutyError {
  return new GuardDutyError("TooManyRequestsException", 429, "Too Many Requests", "TooManyRequestsException");
}

/**
 * The error for operations that are not imitated, so that a caller never mistakes an empty answer for success. Its name
 * is our own.
 */
export function unknownOperation(method: string, path: string): GuardDutyError {
  const text = `the local GuardDuty has no operation for ${method} ${path}`;
  return new GuardDutyError("UnknownOperationException", 404, text, "UnknownOperationException");
}

/**
 * AWS's own texts, if they are known: docs/local-guardduty.md says where each was seen. For those under "our words",
 * AWS documents the refusal but not its text.
 */
export const TEXT = {
  detectorExists: "The request is rejected because a detector already exists for the current account.",
  detectorNotOwned:
    "The request is rejected because the input detectorId is not owned by the current account.",
  invalidValue:
    "The request is rejected because an invalid or out-of-range value is specified as an input parameter.",
  invalidParameters: "The request is rejected because the one or more input parameters have invalid values.",
  noSuchResource: "The request is rejected since no such resource found.",
  hasMembers:
    "The request is rejected because the current account cannot delete detector while it has invited or associated members.",
  memberCannotLeave:
    "The request is rejected because member cannot disassociate from Organization administrator",
  notManagementAccount:
    "The request failed because you do not have required AWS Organization master permission.",
  anotherAdministrator:
    "The request failed because another account is already enabled as GuardDuty delegated administrator for the organization.",
  alreadyAdministrator:
    "The request failed because the account is already enabled as the GuardDuty delegated administrator for the organization.",
  administratorNotInOrganization:
    "The request failed because admin account passed is not member of AWS Organizations.",
  notAssociated:
    "The request is rejected because the given account ID is not an associated member of account the current account.",
  stillAssociated:
    "The request is rejected because the current account cannot delete the given member account ID since it is still associated to it.",
  managementNeedsDetector:
    "Operation failed because your organization master must first enable GuardDuty to be added as a member",
  rankOutOfBounds: "The request is rejected because the parameter rank is out-of-bounds.",
  noPermissionToDestination:
    "The request failed because the GuardDuty service principal does not have permission to the KMS key or the resource specified by the destinationArn parameter. Refer to https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html",

  // our words
  notAdministrator: "The request failed because the account is not the GuardDuty delegated administrator.",
  ownMember: "The request is rejected because the administrator account cannot be a member of itself.",
  notInOrganization: "Operation failed because the account is not a member of your organization.",
  accountNotActive: "Operation failed because the account is not active in your organization.",
  autoEnableAll:
    "The request is rejected because autoEnableOrganizationMembers is ALL: members cannot be disassociated, deleted or suspended.",
  cannotInvite:
    "Operation failed because the account is managed through AWS Organizations and cannot be invited.",
  filterExists: "The request is rejected because a filter with this name already exists.",
  listExists: "The request is rejected because a list with this name already exists.",
  limitReached: "The request is rejected because the limit of this resource is reached.",
  destinationExists: "The request failed because a publishing destination already exists.",
  detectorSuspended: "The request is rejected because the detector is suspended.",
} as const;

/**
 * The error for a member that changes what its administrator decides. The beginning of the text is AWS's, the rest is
 * ours.
 */
export function memberMayNot(change: string): GuardDutyError {
  return badRequest(`Member accounts are not allowed to change ${change}.`);
}
