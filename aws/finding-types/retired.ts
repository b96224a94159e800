/**
 * Types that GuardDuty no longer makes, and what it makes in their place, where there is anything.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-types-retired.html
 */
export const RETIRED_TYPES: Readonly<Record<string, string | undefined>> = {
  "Backdoor:EC2/XORDDOS": undefined,
  "Behavior:IAMUser/InstanceLaunchUnusual": undefined,
  "CryptoCurrency:EC2/BitcoinTool.A": "CryptoCurrency:EC2/BitcoinTool.B",
  "Discovery:S3/BucketEnumeration.Unusual": "Discovery:S3/AnomalousBehavior",
  "Exfiltration:S3/ObjectRead.Unusual": "Exfiltration:S3/AnomalousBehavior",
  "Impact:S3/ObjectDelete.Unusual": "Impact:S3/AnomalousBehavior.Delete",
  "Impact:S3/PermissionsModification.Unusual": "Impact:S3/AnomalousBehavior.Permission",
  "Persistence:IAMUser/NetworkPermissions": "Persistence:IAMUser/AnomalousBehavior",
  "Persistence:IAMUser/ResourcePermissions": "Persistence:IAMUser/AnomalousBehavior",
  "Persistence:IAMUser/UserPermissions": "Persistence:IAMUser/AnomalousBehavior",
  "Persistence:Kubernetes/ContainerWithSensitiveMount":
    "Persistence:Kubernetes/AnomalousBehavior.WorkloadDeployed!ContainerWithSensitiveMount",
  "PrivilegeEscalation:IAMUser/AdministrativePermissions": "PrivilegeEscalation:IAMUser/AnomalousBehavior",
  "PrivilegeEscalation:Kubernetes/PrivilegedContainer":
    "PrivilegeEscalation:Kubernetes/AnomalousBehavior.WorkloadDeployed!PrivilegedContainer",
  "Recon:IAMUser/NetworkPermissions": "Discovery:IAMUser/AnomalousBehavior",
  "Recon:IAMUser/ResourcePermissions": "Discovery:IAMUser/AnomalousBehavior",
  "Recon:IAMUser/UserPermissions": "Discovery:IAMUser/AnomalousBehavior",
  "ResourceConsumption:IAMUser/ComputeResources": "Impact:IAMUser/AnomalousBehavior",
  "Stealth:IAMUser/LoggingConfigurationModified": "DefenseEvasion:IAMUser/AnomalousBehavior",
  "UnauthorizedAccess:EC2/TorIPCaller": undefined,
  "UnauthorizedAccess:IAMUser/ConsoleLogin": "InitialAccess:IAMUser/AnomalousBehavior",
  "UnauthorizedAccess:IAMUser/UnusualASNCaller": undefined,
};
