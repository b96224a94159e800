import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { MutantCoverage } from "@stryker-mutator/api/core";
import type {
  DryRunResult,
  MutantRunOptions,
  MutantRunResult,
  TestResult,
  TestRunner,
} from "@stryker-mutator/api/test-runner";
import { collectTests, type CollectedTest } from "./collect-tests.mjs";

/** Stryker's own variables, which the mutated code reads (INSTRUMENTER_CONSTANTS of @stryker-mutator/api). */
interface Instrumentation {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: MutantCoverage;
}

/** Tests of rules and matrices: synchronous, without hooks, and reviewing nothing outside a test. */
const TEST_FILES = [
  "judge/rules",
  "../aws/policy/wildcards",
  "../aws/policy/parse-policy",
  "../aws/policy/evaluate",
  "../aws/policy/permissions",
  "judge/delivery/path/queue-access",
  "judge/coverage/coverage-matrix",
  "judge/plans/protection-plan-matrix",
  "judge/coverage/coverage-rules",
  "judge/delivery/path-rules",
  "judge/access/access-rules",
  "judge/good-edits",
  "seeded-mistakes/seeded-mistakes",
  "cases",
];

const require = createRequire(import.meta.url);

/** What is loaded anew for a mutant of something that is evaluated once, such as a table or a title. */
const RELOADED = ["aws", "intent", "plan-review", "__tests__"];

/**
 * Runs jest's tests in a process that stays: jest itself takes seconds to start, which at 1,400 mutants is hours.
 * A mutant is a number in a global variable, so nothing has to be loaded again for it, and the first failure ends its run.
 */
class RuleTestRunner implements TestRunner {
  private tests: readonly CollectedTest[] = [];
  /** Ids of tests that killed a mutant, the last one first: it mostly kills the next one too. */
  private killers: readonly string[] = [];
  private readonly instrumentation: Instrumentation = ((
    globalThis as { __stryker__?: Instrumentation }
  ).__stryker__ ??= {});

  public capabilities() {
    return { reloadEnvironment: true };
  }

  public init(): Promise<void> {
    this.load();
    return Promise.resolve();
  }

  public dryRun(): Promise<DryRunResult> {
    const tests = this.tests.map((test): TestResult => {
      const { id, name } = test;
      this.instrumentation.currentTestId = id;
      const started = performance.now();
      const failureMessage = failureOf(test);
      const timeSpentMs = performance.now() - started;
      return failureMessage === undefined
        ? { id, name, timeSpentMs, status: 0 }
        : { id, name, timeSpentMs, status: 1, failureMessage };
    });
    this.instrumentation.currentTestId = undefined;
    const { mutantCoverage = { static: {}, perTest: {} } } = this.instrumentation;
    return Promise.resolve({ status: "complete", tests, mutantCoverage } as DryRunResult);
  }

  public mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { activeMutant, hitLimit, mutantActivation, reloadEnvironment, sandboxFileName, testFilter } =
      options;
    Object.assign(this.instrumentation, { hitCount: hitLimit === undefined ? undefined : 0, hitLimit });
    if (mutantActivation === "static") this.instrumentation.activeMutant = activeMutant.id;
    try {
      if (reloadEnvironment) this.load();
      this.instrumentation.activeMutant = activeMutant.id;
      return Promise.resolve(this.verdict(testFilter, ruleIn(sandboxFileName)));
    } catch (error) {
      return Promise.resolve({
        status: "killed",
        killedBy: [],
        failureMessage: String(error),
        nrOfTests: 0,
      } as unknown as MutantRunResult);
    } finally {
      this.instrumentation.activeMutant = undefined;
    }
  }

  private verdict(filter: readonly string[] | undefined, rule: string | undefined): MutantRunResult {
    const allowed = this.tests.filter(({ id }) => filter?.includes(id) ?? true);
    const killers = this.killers.flatMap((id) => allowed.filter((test) => test.id === id));
    const ofRule = allowed.filter(({ name }) => rule !== undefined && name.includes(rule));
    const tests = new Set([...killers, ...ofRule, ...allowed]);
    let nrOfTests = 0;
    for (const test of tests) {
      nrOfTests += 1;
      const failureMessage = failureOf(test);
      const { hitCount = 0, hitLimit = Infinity } = this.instrumentation;
      if (hitCount > hitLimit)
        return { status: "timeout", reason: `hit ${hitCount} times` } as MutantRunResult;
      if (failureMessage !== undefined) {
        this.killers = [test.id, ...this.killers.filter((id) => id !== test.id)];
        return { status: "killed", killedBy: [test.id], failureMessage, nrOfTests } as MutantRunResult;
      }
    }
    return { status: "survived", nrOfTests } as MutantRunResult;
  }

  /** From the working folder: Stryker's copy of the project, which it enters after it has loaded this file. */
  private load(): void {
    const reloaded = RELOADED.map((folder) => join(process.cwd(), folder));
    for (const path of Object.keys(require.cache))
      if (reloaded.some((folder) => path.startsWith(folder))) delete require.cache[path];
    const files = TEST_FILES.map((name) =>
      join(process.cwd(), "__tests__", "plan-review", `${name}.test.ts`),
    );
    this.tests = collectTests(files, require);
  }
}

/** The id of the rule in a file: tests that name it are the ones to fail. */
function ruleIn(file: string): string | undefined {
  return /OD-\d{3}/.exec(readFileSync(file, "utf8"))?.[0];
}

function failureOf({ run }: CollectedTest): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return String(error);
  }
}

export const strykerPlugins = [{ kind: "TestRunner", name: "rules", injectableClass: RuleTestRunner }];
