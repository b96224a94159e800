import type { Account } from "../../../../../organization/snapshot";
import type { Change } from "../../../../support/living/change";
import type { LivingDeployment } from "../../../../support/living/deployment";

/** Joins after the first day. */
export const JOINER: Account = {
  id: "100000000004",
  name: "Data Lake Prod",
  email: "aws+data-lake-prod@acme.example",
  state: "ACTIVE",
  organizationalUnitPath: ["Root", "Workloads", "Prod"],
};
const SUSPENDED = "100000000002";
const MOVED = "100000000001";
const ENROLMENT = ["organizations", "aws", "enrolment"];

/** Changes of the accounts and of how they are enrolled. Each begins with what the one before it left. */
export const ACCOUNT_CHANGES: readonly Change[] = [
  {
    key: "the snapshot",
    from: "not there",
    to: "there, and another account in another unit",
    edit: (deployment) =>
      deployment.editSnapshot((snapshot) => ({
        ...snapshot,
        accounts: [...snapshot.accounts, JOINER]
          .map((account) =>
            account.id === MOVED ? { ...account, organizationalUnitPath: ["Root", "Moved"] } : account,
          )
          .sort((a, b) => (a.id < b.id ? -1 : 1)),
      })),
  },
  {
    key: "enrolment.newAccounts",
    from: "NEW, with an `exclude`",
    to: "ALL, without one",
    edit: (deployment) =>
      deployment.edit((document) => {
        document.deleteIn([...ENROLMENT, "exclude"]);
        document.setIn([...ENROLMENT, "newAccounts"], "ALL");
      }),
  },
  {
    key: "the snapshot",
    from: "active, under ALL",
    to: "suspended",
    edit: (deployment) => putState(deployment, "SUSPENDED"),
  },
  {
    key: "the snapshot",
    from: "suspended, under ALL",
    to: "active again",
    edit: (deployment) => putState(deployment, "ACTIVE"),
  },
  {
    key: "the snapshot",
    from: "there, under ALL",
    to: "gone, and no other account shares its resource",
    edit: (deployment) =>
      deployment.editSnapshot((snapshot) => ({
        ...snapshot,
        accounts: snapshot.accounts.filter(({ id }) => id !== JOINER.id),
      })),
  },
  {
    key: "the snapshot",
    from: "gone, under ALL",
    to: "there again",
    edit: (deployment) =>
      deployment.editSnapshot((snapshot) => ({
        ...snapshot,
        accounts: [...snapshot.accounts, JOINER].sort((a, b) => (a.id < b.id ? -1 : 1)),
      })),
  },
  {
    key: "enrolment.mode",
    from: "explicit, under ALL",
    to: "auto",
    edit: (deployment) => deployment.edit((document) => document.setIn([...ENROLMENT, "mode"], "auto")),
  },
  {
    key: "enrolment.mode",
    from: "auto",
    to: "explicit",
    edit: (deployment) => deployment.edit((document) => document.setIn([...ENROLMENT, "mode"], "explicit")),
  },
];

function putState(deployment: LivingDeployment, state: Account["state"]): void {
  deployment.editSnapshot((snapshot) => ({
    ...snapshot,
    accounts: snapshot.accounts.map((account) =>
      account.id === SUSPENDED ? { ...account, state } : account,
    ),
  }));
}
