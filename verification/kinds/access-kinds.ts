import { text, type Kind } from "./kind";

/** Roles and the relay's secret. Defaults: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export const ACCESS_KINDS: Readonly<Record<string, Kind>> = {
  aws_iam_role: {
    key: (role) => text(role, "name"),
    label: (role) => text(role, "name"),
    missing: "RESOURCE_MISSING",
    defaults: { max_session_duration: 3600, path: "/" },
  },
  aws_iam_role_policy: {
    key: (policy) => `${text(policy, "role")}/${text(policy, "name")}`,
    label: (policy) => `${text(policy, "role")}/${text(policy, "name")}`,
    missing: "RESOURCE_MISSING",
  },
  aws_secretsmanager_secret: {
    key: (secret) => text(secret, "name"),
    label: (secret) => text(secret, "name"),
    missing: "SECRET_MISSING",
    defaults: { rotation_enabled: false },
    notCompared: {
      recovery_window_in_days:
        "it is an argument of DeleteSecret: nothing of it is kept while the secret lives",
    },
  },
};
