import type { Partition } from "../../aws/partitions";
import { LIST_KINDS, type ExistingList } from "../existing-region";
import { readLists, type ListProps } from "./lists";

/** Every list of a detector, by kind. China has no entity lists. */
export async function readAllLists(props: ListProps, partition: Partition): Promise<ExistingList[]> {
  const kinds = LIST_KINDS.filter((kind) => partition === "aws" || !kind.includes("entity"));
  return (await Promise.all(kinds.map((kind) => readLists(kind, props)))).flat();
}
