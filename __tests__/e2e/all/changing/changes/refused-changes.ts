import type { Edit } from "../../../../support/living/first-day";

/** A change that plan refuses, and what it says. */
export interface RefusedChange {
  readonly key: string;
  readonly edit: Edit;
  readonly says: readonly string[];
}

/** Changes after which Terraform would take what is there for gone. */
export const REFUSED_CHANGES: readonly RefusedChange[] = [
  {
    key: "homeRegion",
    edit: (document) => {
      document.setIn(["regions"], ["us-east-1", "eu-west-1"]);
      document.setIn(["organizations", "aws", "homeRegion"], "eu-west-1");
    },
    says: ["foundation-aws: homeRegion is eu-west-1, but ", "put homeRegion: us-east-1 back"],
  },
  {
    key: "administratorAccountId",
    edit: (document) => {
      document.setIn(["organizations", "aws", "administratorAccountId"], "100000000001");
      // Its roles are those of the old one.
      document.deleteIn(["organizations", "aws", "credentials"]);
    },
    says: ["administratorAccountId is 100000000001, but ", 'put administratorAccountId: "222222222222" back'],
  },
  {
    key: "name",
    edit: (document) => document.setIn(["name"], "renamed"),
    says: ["the detector of 222222222222 is in the state of the name demo, ", "put name: demo back"],
  },
];
