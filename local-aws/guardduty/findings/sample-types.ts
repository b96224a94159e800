interface SampleType {
  severity: number;
  title: string;
}

/** The sample findings that CreateSampleFindings makes if the request names no types. */
export const SAMPLE_TYPES: Readonly<Record<string, SampleType>> = {
  "Backdoor:EC2/C&CActivity.B!DNS": {
    severity: 8,
    title: "EC2 instance i-99999999 queries a command and control server.",
  },
  "CryptoCurrency:EC2/BitcoinTool.B!DNS": {
    severity: 8,
    title: "EC2 instance i-99999999 queries a Bitcoin-related domain.",
  },
  "UnauthorizedAccess:EC2/SSHBruteForce": {
    severity: 2,
    title: "EC2 instance i-99999999 is under an SSH brute force attack.",
  },
  "Recon:EC2/PortProbeUnprotectedPort": {
    severity: 2,
    title: "An unprotected port of EC2 instance i-99999999 is probed.",
  },
  "Recon:IAMUser/MaliciousIPCaller": {
    severity: 5,
    title: "An API was called from a known malicious IP address.",
  },
  "Policy:IAMUser/RootCredentialUsage": { severity: 2, title: "An API was called with root credentials." },
  "Exfiltration:S3/MaliciousIPCaller": {
    severity: 8,
    title: "An S3 API was called from a known malicious IP address.",
  },
  "Execution:Kubernetes/ExecInKubeSystemPod": {
    severity: 5,
    title: "A command was run in a kube-system pod.",
  },
  "CredentialAccess:RDS/AnomalousBehavior.SuccessfulLogin": {
    severity: 8,
    title: "A user logged in to an RDS database in an unusual way.",
  },
  "Backdoor:Lambda/C&CActivity.B": {
    severity: 8,
    title: "A Lambda function talks to a command and control server.",
  },
  "Execution:Runtime/ReverseShell": { severity: 8, title: "A process opened a reverse shell." },
  "AttackSequence:IAM/CompromisedCredentials": {
    severity: 9,
    title: "A sequence of actions with compromised credentials.",
  },
};

/** A well-formed type that is not in the table gets medium severity. */
export function sampleTypeOf(type: string): SampleType {
  return SAMPLE_TYPES[type] ?? { severity: 5, title: `A finding of type ${type}.` };
}
