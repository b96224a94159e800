// Rules on the roles that plan and apply, and on the bucket of the states. To add a rule, add its file and a line here.
export { applyIsPinned } from "./apply-is-pinned";
export { planRolesOnlyRead } from "./plan-roles-only-read";
export { stateBucketsKeepVersions } from "./state-buckets-keep-versions";
export { tokensAreExact } from "./tokens-are-exact";
