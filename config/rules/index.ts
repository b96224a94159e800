import { differencesAreNamed } from "./differences-are-named";
import { exceptionsNameAStack } from "./exceptions-name-a-stack";
import type { Rule } from "../complete/draft";
import { accountsHaveOneRole } from "./accounts/accounts-have-one-role";
import { boundaryIsInAccount } from "./accounts/boundary-is-in-account";
import { agentsNeedRuntimeMonitoring } from "./accounts/agents-need-runtime-monitoring";
import { autoNeedsAll } from "./accounts/auto-needs-all";
import { chinaRunsX86 } from "./forwarding/china-runs-x86";
import { concurrencyFitsReservation } from "./forwarding/concurrency-fits-reservation";
import { credentialsAreOfOneKind } from "./accounts/credentials-are-of-one-kind";
import { credentialsMatchAccounts } from "./accounts/credentials-match-accounts";
import { excludeNeedsNew } from "./accounts/exclude-needs-new";
import { excludeSparesCoreAccounts } from "./accounts/exclude-spares-core-accounts";
import { findingTypesFitThePattern } from "./forwarding/finding-types-fit-the-pattern";
import { forwardingArnsAreInPartition } from "./forwarding/forwarding-arns-are-in-partition";
import { forwardingHasARelay } from "./forwarding/forwarding-has-a-relay";
import { homeAndCanaryArePlanned } from "./regions/home-and-canary-are-planned";
import { hubHasAReason } from "./forwarding/hub-has-a-reason";
import { keyReachesEveryRegion } from "./forwarding/key-reaches-every-region";
import { organizationsHaveRegions } from "./regions/organizations-have-regions";
import { regionsAreListedOnce } from "./regions/regions-are-listed-once";
import { regionsHaveOrganizations } from "./regions/regions-have-organizations";
import { roleNamesFit } from "./accounts/role-names-fit";
import { pipelineHasOneForge } from "./pipeline/pipeline-has-one-forge";
import { pipelineKeyIsInPartition } from "./pipeline/pipeline-key-is-in-partition";
import { pipelineRolesAreNamed } from "./pipeline/pipeline-roles-are-named";
import { pipelineStateIsShared } from "./pipeline/pipeline-state-is-shared";
import { shardsHaveStacks } from "./pipeline/shards-have-stacks";
import { plansSpareExcluded } from "./accounts/plans-spare-excluded";
import { relayCanDeliver } from "./forwarding/relay-can-deliver";
import { relayFitsTheEnvironment } from "./forwarding/relay-fits-the-environment";
import { bootstrapHasSomebody } from "./bootstrap/bootstrap-has-somebody";
import { bootstrapMakesTwoRoles } from "./bootstrap/bootstrap-makes-two-roles";
import { bootstrapIsNotMadeByItself } from "./bootstrap/bootstrap-is-not-made-by-itself";
import { bootstrapAccountsMatch } from "./bootstrap/bootstrap-accounts-match";
import { bootstrapBucketIsNamed } from "./bootstrap/bootstrap-bucket-is-named";
import { bootstrapNamesDiffer } from "./bootstrap/bootstrap-names-differ";
import { bootstrapSubjectsDiffer } from "./bootstrap/bootstrap-subjects-differ";
import { relayHasItsSecret } from "./forwarding/relay-has-its-secret";
import { identitiesAreDistinct } from "./identities-are-distinct";
import { signaturesCanBeGiven } from "./signatures-can-be-given";
import { sigstoreKnowsTheForge } from "./sigstore-knows-the-forge";
import { someRegionIsPlanned } from "./regions/some-region-is-planned";
import { stateIsInPartition } from "./regions/state-is-in-partition";
import { vpcRegionsArePlanned } from "./forwarding/vpc-regions-are-planned";

/** Every check across keys of orgduty.yaml. */
export const RULES: readonly Rule[] = [
  someRegionIsPlanned,
  regionsHaveOrganizations,
  organizationsHaveRegions,
  regionsAreListedOnce,
  homeAndCanaryArePlanned,
  accountsHaveOneRole,
  excludeSparesCoreAccounts,
  excludeNeedsNew,
  plansSpareExcluded,
  autoNeedsAll,
  credentialsMatchAccounts,
  credentialsAreOfOneKind,
  boundaryIsInAccount,
  roleNamesFit,
  agentsNeedRuntimeMonitoring,
  stateIsInPartition,
  forwardingHasARelay,
  hubHasAReason,
  relayHasItsSecret,
  relayFitsTheEnvironment,
  relayCanDeliver,
  chinaRunsX86,
  concurrencyFitsReservation,
  vpcRegionsArePlanned,
  forwardingArnsAreInPartition,
  keyReachesEveryRegion,
  findingTypesFitThePattern,
  signaturesCanBeGiven,
  identitiesAreDistinct,
  sigstoreKnowsTheForge,
  differencesAreNamed,
  exceptionsNameAStack,
  pipelineHasOneForge,
  pipelineStateIsShared,
  pipelineRolesAreNamed,
  pipelineKeyIsInPartition,
  shardsHaveStacks,
  bootstrapHasSomebody,
  bootstrapMakesTwoRoles,
  bootstrapIsNotMadeByItself,
  bootstrapAccountsMatch,
  bootstrapBucketIsNamed,
  bootstrapSubjectsDiffer,
  bootstrapNamesDiffer,
];
