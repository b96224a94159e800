/** A place in a document: keys and list indexes from its root. */
export type Path = readonly (string | number)[];

/** A problem whose line is not known yet: rules work on values, and only the document knows the lines. */
export interface Mistake {
  readonly path: Path;
  readonly message: string;
  readonly fix: string;
}
