// Rules on which accounts and regions are watched. To add a rule, add its file and a line here.
export { everyAccountIsCovered } from "./every-account-is-covered";
export { everyRegionIsAdministered } from "./every-region-is-administered";
export { everyRegionIsAnswered } from "./every-region-is-answered";
export { managementAccountIsCovered } from "./management-account-is-covered";
export { newAccountsAreCovered } from "./new-accounts-are-covered";
export { noAccountIsSetApart } from "./no-account-is-set-apart";
export { noMemberIsDisassociated } from "./no-member-is-disassociated";
export { oneAdministrator } from "./one-administrator";
export { onlyIntendedAccountsAreEnrolled } from "./only-intended-accounts-are-enrolled";
export { snapshotsAreRecent } from "./snapshots-are-recent";
export { snapshotsKeepTheirOrganization } from "./snapshots-keep-their-organization";
