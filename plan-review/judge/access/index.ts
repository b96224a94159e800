// Rules on who may do and read what. To add a rule, add its file and a line here.
export { bucketsBlockPublicAccess } from "./buckets-block-public-access";
export { bucketsRefusePlainHttp } from "./buckets-refuse-plain-http";
export { keysAreRotated } from "./keys-are-rotated";
export { noAnonymousPrincipals } from "./no-anonymous-principals";
export { noSecretInPlanOrState } from "./no-secret-in-plan-or-state";
export { noWildcardActions } from "./no-wildcard-actions";
export { noWildcardResources } from "./no-wildcard-resources";
export { onlyOwnAccountsAreLetIn } from "./only-own-accounts-are-let-in";
export { policiesCanBeRead } from "./policies-can-be-read";
export { queuesAreEncrypted } from "./queues-are-encrypted";
