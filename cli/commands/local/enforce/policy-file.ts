import { PARTITIONS, type Partition } from "../../../../aws/partitions";
import { PURPOSES, type Purpose } from "../../../../doctor/needed/own-calls";
import { HOLDERS, type Holder } from "../../../../doctor/roles/holders";

/** Whose policy a file has, and for what. */
export interface PolicyOwner {
  readonly partition: Partition;
  readonly purpose: Purpose;
  readonly holder: Holder;
}

const NAME = new RegExp(
  `^(?:(${PARTITIONS.join("|")})\\.)?(${PURPOSES.join("|")})\\.(${HOLDERS.join("|")})(?:\\.[^.]+)?\\.json$`,
);

/** A policy's file name: `plan.management.json`, `aws-cn.apply.administrator.2.json`. */
export function policyFileName({ partition, purpose, holder }: PolicyOwner, part: number): string {
  const parts = [...(partition === "aws" ? [] : [partition]), purpose, holder, ...(part > 1 ? [part] : [])];
  return `${parts.join(".")}.json`;
}

/** Reads a policy's file name. Undefined if it is none. */
export function policyOwner(fileName: string): PolicyOwner | undefined {
  const [, partition = "aws", purpose, holder] = NAME.exec(fileName) ?? [];
  if (purpose === undefined) return undefined;
  return { partition: partition as Partition, purpose: purpose as Purpose, holder: holder as Holder };
}
