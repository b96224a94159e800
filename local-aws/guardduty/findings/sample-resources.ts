/** What a sample finding is about and what happened there, in GuardDuty's JSON. */
export interface SampleResource {
  resource: Record<string, unknown>;
  action: Record<string, unknown>;
  /** More members of the finding's `service`. */
  service?: Record<string, unknown>;
}

const REMOTE_IP = {
  ipAddressV4: "198.51.100.0",
  organization: {
    asn: "64496",
    asnOrg: "GeneratedFindingASNOrg",
    isp: "GeneratedFindingISP",
    org: "GeneratedFindingORG",
  },
  country: { countryName: "GeneratedFindingCountryName" },
  city: { cityName: "GeneratedFindingCityName" },
  geoLocation: { lat: 0, lon: 0 },
};

const ACCESS_KEY = {
  accessKeyId: "GeneratedFindingAccessKeyId",
  principalId: "GeneratedFindingPrincipalId",
  userType: "IAMUser",
  userName: "GeneratedFindingUserName",
};

const CONNECTION = {
  actionType: "NETWORK_CONNECTION",
  networkConnectionAction: {
    ...{ connectionDirection: "INBOUND", protocol: "TCP", blocked: false, remoteIpDetails: REMOTE_IP },
    localPortDetails: { port: 22, portName: "SSH" },
    remotePortDetails: { port: 32794, portName: "Unknown" },
    localIpDetails: { ipAddressV4: "10.0.0.23" },
  },
};

const DNS_REQUEST = {
  actionType: "DNS_REQUEST",
  dnsRequestAction: { domain: "GeneratedFindingDomainName", protocol: "UDP", blocked: false },
};

function apiCall(api: string, serviceName: string): Record<string, unknown> {
  return {
    actionType: "AWS_API_CALL",
    awsApiCallAction: {
      api,
      serviceName,
      callerType: "Remote IP",
      remoteIpDetails: REMOTE_IP,
      affectedResources: {},
    },
  };
}

function instance(region: string): Record<string, unknown> {
  return {
    resourceType: "Instance",
    instanceDetails: {
      ...{ instanceId: "i-99999999", instanceType: "m3.xlarge", instanceState: "running", platform: null },
      ...{ launchTime: "2016-08-02T02:05:06.000Z", availabilityZone: `${region}a`, imageId: "ami-99999999" },
      tags: [{ key: "GeneratedFindingInstanceTag1", value: "GeneratedFindingInstanceTagValue1" }],
      networkInterfaces: [
        {
          ...{ networkInterfaceId: "eni-99999999", subnetId: "subnet-99999999", vpcId: "vpc-99999999" },
          ...{
            privateIpAddress: "10.0.0.1",
            privateDnsName: "GeneratedFindingPrivateDnsName",
            ipv6Addresses: [],
          },
          privateIpAddresses: [
            { privateIpAddress: "10.0.0.1", privateDnsName: "GeneratedFindingPrivateName" },
          ],
          securityGroups: [{ groupId: "sg-99999999", groupName: "GeneratedFindingSecurityGroupName" }],
          ...{ publicIp: "198.51.100.0", publicDnsName: "GeneratedFindingPublicDNSName" },
        },
      ],
    },
  };
}

function bucket(accountId: string, partition: string): Record<string, unknown> {
  const name = "amzn-s3-demo-bucket1";
  const details = {
    arn: `arn:${partition}:s3:::${name}`,
    name,
    type: "Destination",
    owner: { id: accountId },
    tags: [],
  };
  return { resourceType: "S3Bucket", accessKeyDetails: ACCESS_KEY, s3BucketDetails: [details] };
}

/** Sample resources by the part of a finding type between the colon and the slash. */
export const SAMPLE_RESOURCES: Readonly<
  Record<
    string,
    (place: { accountId: string; region: string; partition: string }, type: string) => SampleResource
  >
> = {
  EC2: ({ region }, type) => ({
    resource: instance(region),
    action: type.endsWith("!DNS") ? DNS_REQUEST : CONNECTION,
  }),
  IAMUser: () => ({
    resource: { resourceType: "AccessKey", accessKeyDetails: ACCESS_KEY },
    action: apiCall("GeneratedFindingAPIName", "GeneratedFindingAPIServiceName"),
  }),
  S3: ({ accountId, partition }) => ({
    resource: bucket(accountId, partition),
    action: apiCall("GetObject", "s3.amazonaws.com"),
  }),
  Kubernetes: ({ accountId, region, partition }) => {
    const name = "GeneratedFindingEKSClusterName";
    const arn = `arn:${partition}:eks:${region}:${accountId}:cluster/${name}`;
    const details = { arn, name, status: "ACTIVE", vpcId: "vpc-99999999", tags: [] };
    const user = { username: "GeneratedFindingUserName", uid: "GeneratedFindingUID", groups: [] };
    return {
      resource: {
        resourceType: "EKSCluster",
        eksClusterDetails: details,
        kubernetesDetails: { kubernetesUserDetails: user },
      },
      action: {
        actionType: "KUBERNETES_API_CALL",
        kubernetesApiCallAction: {
          requestUri: "/api/v1/pods",
          verb: "create",
          statusCode: 200,
          remoteIpDetails: REMOTE_IP,
        },
      },
    };
  },
  RDS: ({ accountId, region, partition }) => {
    const dbInstanceIdentifier = "generatedfindingdbinstanceid";
    const dbInstanceArn = `arn:${partition}:rds:${region}:${accountId}:db:${dbInstanceIdentifier}`;
    const details = {
      dbInstanceIdentifier,
      dbInstanceArn,
      engine: "Aurora MySQL",
      engineVersion: "3.04.0",
      tags: [],
    };
    const user = {
      user: "GeneratedFindingUserName",
      application: "GeneratedFindingApplication",
      authMethod: "PASSWORD",
    };
    return {
      resource: { resourceType: "RDSDBInstance", rdsDbInstanceDetails: details, rdsDbUserDetails: user },
      action: {
        actionType: "RDS_LOGIN_ATTEMPT",
        rdsLoginAttemptAction: { remoteIpDetails: REMOTE_IP, LoginAttributes: [] },
      },
    };
  },
  Lambda: ({ accountId, region, partition }) => {
    const functionName = "GeneratedFindingFunctionName";
    const functionArn = `arn:${partition}:lambda:${region}:${accountId}:function:${functionName}`;
    const details = {
      functionName,
      functionArn,
      functionVersion: "$LATEST",
      role: "GeneratedFindingRole",
      tags: [],
    };
    return { resource: { resourceType: "Lambda", lambdaDetails: details }, action: CONNECTION };
  },
  Runtime: ({ region }) => {
    const process = {
      name: "bash",
      executablePath: "/usr/bin/bash",
      pid: 1234,
      uuid: "GeneratedFindingProcessUuid",
      lineage: [],
    };
    return {
      resource: instance(region),
      action: CONNECTION,
      service: { runtimeDetails: { process }, featureName: "RuntimeMonitoring" },
    };
  },
  IAM: () => {
    const actor = {
      id: "GeneratedFindingActorId",
      user: { name: "GeneratedFindingUserName", type: "IAMUser", uid: "AIDAEXAMPLE" },
    };
    const sequence = {
      ...{ uid: "GeneratedFindingSequenceUid", description: "Signals of one actor", actors: [actor] },
      ...{ resources: [], endpoints: [], signals: [], sequenceIndicators: [], additionalSequenceTypes: [] },
    };
    return {
      resource: { resourceType: "AttackSequence" },
      action: {},
      service: { detection: { sequence }, featureName: "Correlation" },
    };
  },
};
