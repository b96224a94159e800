import type { Rule } from "../draft";
import { accountsHaveOneRole } from "./accounts-have-one-role";
import { agentsNeedRuntimeMonitoring } from "./agents-need-runtime-monitoring";
import { autoNeedsAll } from "./auto-needs-all";
import { chinaRunsX86 } from "./china-runs-x86";
import { concurrencyFitsReservation } from "./concurrency-fits-reservation";
import { credentialsAreOfOneKind } from "./credentials-are-of-one-kind";
import { credentialsMatchAccounts } from "./credentials-match-accounts";
import { excludeNeedsNew } from "./exclude-needs-new";
import { excludeSparesCoreAccounts } from "./exclude-spares-core-accounts";
import { findingTypesFitThePattern } from "./finding-types-fit-the-pattern";
import { forwardingArnsAreInPartition } from "./forwarding-arns-are-in-partition";
import { forwardingHasARelay } from "./forwarding-has-a-relay";
import { homeAndCanaryArePlanned } from "./home-and-canary-are-planned";
import { hubHasAReason } from "./hub-has-a-reason";
import { keyReachesEveryRegion } from "./key-reaches-every-region";
import { organizationsHaveRegions } from "./organizations-have-regions";
import { regionsAreListedOnce } from "./regions-are-listed-once";
import { regionsHaveOrganizations } from "./regions-have-organizations";
import { relayFitsTheEnvironment } from "./relay-fits-the-environment";
import { relayHasItsSecret } from "./relay-has-its-secret";
import { signaturesCanBeGiven } from "./signatures-can-be-given";
import { someRegionIsPlanned } from "./some-region-is-planned";
import { stateIsInPartition } from "./state-is-in-partition";
import { vpcRegionsArePlanned } from "./vpc-regions-are-planned";

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
  autoNeedsAll,
  credentialsMatchAccounts,
  credentialsAreOfOneKind,
  agentsNeedRuntimeMonitoring,
  stateIsInPartition,
  forwardingHasARelay,
  hubHasAReason,
  relayHasItsSecret,
  relayFitsTheEnvironment,
  chinaRunsX86,
  concurrencyFitsReservation,
  vpcRegionsArePlanned,
  forwardingArnsAreInPartition,
  keyReachesEveryRegion,
  findingTypesFitThePattern,
  signaturesCanBeGiven,
];
