import { expect } from "expect";
import { describe, getState, it, resetState } from "jest-circus";

/** A test that jest would run. */
export interface CollectedTest {
  readonly id: string;
  readonly name: string;
  readonly run: () => void;
}

type Block = ReturnType<typeof getState>["rootDescribeBlock"];

/** The tests of some files, in order, found by jest's own `describe` and `it`. */
export function collectTests(files: readonly string[], load: (file: string) => unknown): CollectedTest[] {
  Object.assign(globalThis, { describe, it, expect });
  resetState();
  files.forEach(load);
  return testsOf(getState().rootDescribeBlock, "");
}

function testsOf({ children }: Block, path: string): CollectedTest[] {
  return children.flatMap((child) => {
    const name = `${path}${child.name}`;
    if (child.type === "describeBlock") return testsOf(child, `${name} `);
    return [{ id: name, name, run: () => runNow(child.fn, name) }];
  });
}

function runNow(test: unknown, name: string): void {
  const result: unknown = typeof test === "function" ? test.call(undefined) : undefined;
  if (result !== undefined) throw new Error(`${name} is not synchronous`);
}
