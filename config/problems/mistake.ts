/** Where something stands in a document: keys and list indexes from its root. */
export type Path = readonly (string | number)[];

/** A problem before its line is known: rules work on values, the document knows the lines. */
export interface Mistake {
  readonly path: Path;
  readonly message: string;
  readonly fix: string;
}
