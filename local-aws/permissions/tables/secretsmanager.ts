import { ABSENT } from "../../../aws/policy/context";
import { textOf } from "../asked";
import { here, type ServiceTable } from "./table";

/** AWS puts a hyphen and six characters after a secret's name: these stand for those of one that is not there. */
const NEW = "-AbCdEf";

/** Secrets Manager. Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html */
export const SECRETS_MANAGER: ServiceTable = {
  on: {
    Secret:
      "CreateSecret DeleteResourcePolicy DeleteSecret DescribeSecret GetResourcePolicy GetSecretValue PutResourcePolicy " +
      "PutSecretValue RemoveRegionsFromReplication ReplicateSecretToRegions TagResource UntagResource UpdateSecret",
    none: "GetRandomPassword ListSecrets",
  },
  arns: {
    Secret: async (asked, facts) => {
      const [id, name] = [textOf(asked, "SecretId"), textOf(asked, "Name")];
      const found = id === undefined ? undefined : await facts.secretArn(asked, id);
      if (found !== undefined || id?.startsWith("arn:")) return found ?? id;
      return here(asked, "secretsmanager", `secret:${id ?? name}${NEW}`);
    },
  },
  keys: (asked) => ({
    "secretsmanager:name": textOf(asked, "Name") ?? ABSENT,
    "secretsmanager:secretid": textOf(asked, "SecretId") ?? ABSENT,
    "secretsmanager:versionstage": textOf(asked, "VersionStage") ?? ABSENT,
    "secretsmanager:versionid": textOf(asked, "VersionId") ?? ABSENT,
  }),
};
