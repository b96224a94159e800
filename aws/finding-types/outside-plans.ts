/**
 * Types of features that orgduty does not turn on, since provider 5.100 or the organization's configuration cannot: they
 * may be on by other means, and their findings take the same way.
 */
export const OTHER_TYPES: Readonly<Record<string, readonly string[]>> = {
  // Source: https://docs.aws.amazon.com/guardduty/latest/ug/gdu-malware-protection-s3-finding-types.html
  "Malware Protection for S3": ["Object:S3/MaliciousFile"],
  // Source: https://docs.aws.amazon.com/guardduty/latest/ug/findings-malware-protection-backup.html
  "Malware Protection for Backup": [
    "Execution:EC2/MaliciousFile!AMI",
    "Execution:EC2/MaliciousFile!RecoveryPoint",
    "Execution:EC2/MaliciousFile!Snapshot",
    "Execution:S3/MaliciousFile!RecoveryPoint",
  ],
  // Source: https://docs.aws.amazon.com/guardduty/latest/ug/findings-ai-protection.html
  "AI Protection": [
    "Impact:IAMUser/AnomalousModelInvocation",
    "Impact:IAMUser/CostHarvesting",
    "Impact:IAMUser/PromptInjection.Direct",
  ],
  // Source: https://docs.aws.amazon.com/guardduty/latest/ug/findings-custom-detection-rules.html
  "Custom Detection Rules": [
    "CredentialAccess:EC2/UnsecuredCredentials",
    "CredentialAccess:RDS/ModifyAuthenticationProcess",
    "DefenseImpairment:EC2/DisableOrModifyTools",
    "DefenseImpairment:Organizations/DisableOrModifyTools",
    "DefenseImpairment:Organizations/ModifyCloudResourceHierarchy",
    "DefenseImpairment:RDS/ModifyAuthenticationProcess",
    "DefenseImpairment:Route53Resolver/DisableOrModifyTools",
    "DefenseImpairment:S3/DisableOrModifyTools",
    "Execution:SageMaker/CommandAndScriptingInterpreter",
    "Exfiltration:EC2/TransferDataToCloudAccount",
    "Exfiltration:RDS/TransferDataToCloudAccount",
    "Exfiltration:S3/TransferDataToCloudAccount",
    "Impact:S3/DataDestruction",
    "Impact:SES/ResourceHijacking",
    "InitialAccess:IAM/ValidAccounts",
    "InitialAccess:RDS/ExploitPublicFacingApplication",
    "LateralMovement:EC2/RemoteServices",
    "Persistence:EC2/BootOrLogonInitializationScripts",
    "Persistence:EC2/ExternalRemoteServices",
    "Persistence:IAM/AccountManipulation",
    "Persistence:Lambda/AccountManipulation",
    "Persistence:Lambda/ModifyAuthenticationProcess",
    "Persistence:RolesAnywhere/AccountManipulation",
    "PrivilegeEscalation:IAM/AccountManipulation",
    "ResourceDevelopment:SES/CompromiseAccounts",
  ],
};
