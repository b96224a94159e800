/** Types of S3 Protection. */
export const S3_TYPES: readonly string[] = [
  "Discovery:S3/AnomalousBehavior",
  "Discovery:S3/MaliciousIPCaller",
  "Discovery:S3/MaliciousIPCaller.Custom",
  "Discovery:S3/TorIPCaller",
  "Exfiltration:S3/AnomalousBehavior",
  "Exfiltration:S3/MaliciousIPCaller",
  "Impact:S3/AnomalousBehavior.Delete",
  "Impact:S3/AnomalousBehavior.Permission",
  "Impact:S3/AnomalousBehavior.Write",
  "Impact:S3/MaliciousIPCaller",
  "PenTest:S3/KaliLinux",
  "PenTest:S3/ParrotLinux",
  "PenTest:S3/PentooLinux",
  "UnauthorizedAccess:S3/MaliciousIPCaller.Custom",
  "UnauthorizedAccess:S3/TorIPCaller",
];

/** Types of RDS Protection. */
export const RDS_TYPES: readonly string[] = [
  "CredentialAccess:RDS/AnomalousBehavior.FailedLogin",
  "CredentialAccess:RDS/AnomalousBehavior.SuccessfulBruteForce",
  "CredentialAccess:RDS/AnomalousBehavior.SuccessfulLogin",
  "CredentialAccess:RDS/MaliciousIPCaller.FailedLogin",
  "CredentialAccess:RDS/MaliciousIPCaller.SuccessfulLogin",
  "CredentialAccess:RDS/TorIPCaller.FailedLogin",
  "CredentialAccess:RDS/TorIPCaller.SuccessfulLogin",
  "Discovery:RDS/MaliciousIPCaller",
  "Discovery:RDS/TorIPCaller",
];

/** Types of Lambda Protection. */
export const LAMBDA_TYPES: readonly string[] = [
  "Backdoor:Lambda/C&CActivity.B",
  "CryptoCurrency:Lambda/BitcoinTool.B",
  "Trojan:Lambda/BlackholeTraffic",
  "Trojan:Lambda/DropPoint",
  "UnauthorizedAccess:Lambda/MaliciousIPCaller.Custom",
  "UnauthorizedAccess:Lambda/TorClient",
  "UnauthorizedAccess:Lambda/TorRelay",
];

/** Types of Malware Protection for EC2, which scans volumes. */
export const EBS_MALWARE_TYPES: readonly string[] = [
  "Execution:Container/MaliciousFile",
  "Execution:Container/SuspiciousFile",
  "Execution:EC2/MaliciousFile",
  "Execution:EC2/SuspiciousFile",
  "Execution:ECS/MaliciousFile",
  "Execution:ECS/SuspiciousFile",
  "Execution:Kubernetes/MaliciousFile",
  "Execution:Kubernetes/SuspiciousFile",
];
