import { ESLint } from "eslint";
import { resolve } from "node:path";
import ts from "typescript";

const root = resolve(__dirname, "..");

/** The program of tsconfig.json. The types and the rules that need types share it: each alone would build its own. */
function programOfTheProject(): ts.Program {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail };
  const config = ts.getParsedCommandLineOfConfigFile(resolve(root, "tsconfig.json"), { noEmit: true }, host)!;
  if (config.errors.length > 0) fail(...config.errors);
  return ts.createProgram(config.fileNames, {
    ...config.options,
    incremental: false,
    tsBuildInfoFile: undefined,
  });
}

function fail(...diagnostics: readonly ts.Diagnostic[]): never {
  console.error(textOf(diagnostics));
  process.exit(1);
}

function textOf(diagnostics: readonly ts.Diagnostic[]): string {
  return ts.formatDiagnosticsWithColorAndContext(diagnostics, {
    getCurrentDirectory: () => root,
    getCanonicalFileName: (name) => name,
    getNewLine: () => "\n",
  });
}

/** Lints everything, and returns whether anything is wrong. */
async function lint(program: ts.Program): Promise<boolean> {
  const eslint = new ESLint({
    cwd: root,
    overrideConfig: {
      files: ["**/*.ts", "**/*.mts"],
      languageOptions: { parserOptions: { projectService: false, programs: [program] } },
    },
  });
  const results = await eslint.lintFiles(["."]);
  process.stdout.write(await (await eslint.loadFormatter("stylish")).format(results));
  return results.some(({ errorCount, warningCount }) => errorCount + warningCount > 0);
}

async function main(): Promise<void> {
  const program = programOfTheProject();
  const diagnostics = ts.getPreEmitDiagnostics(program);
  if (diagnostics.length > 0) console.error(textOf(diagnostics));
  if ((await lint(program)) || diagnostics.length > 0) process.exitCode = 1;
}

void main();
