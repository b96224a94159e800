"use strict";
const js = require("@eslint/js");
const tseslint = require("typescript-eslint");

/** Who may import whom (docs/architecture.md). A folder that is not listed in another's row may not be imported there. */
const LAYERS = {
  aws: [],
  drawing: [],
  "lambda-src": [],
  config: ["aws"],
  "local-aws": ["aws"],
  modules: ["aws"],
  existing: ["aws", "config", "aws-clients"],
  organization: ["aws", "config", "existing", "aws-clients"],
  intent: ["aws", "config", "organization", "existing"],
  stacks: ["aws", "modules", "config", "organization", "intent", "existing"],
  "plans-folder": ["aws", "config"],
  terraform: ["aws", "config", "plans-folder"],
  "plan-review": ["aws", "config", "organization", "intent", "plans-folder", "drawing", "existing"],
  pipeline: ["config", "plans-folder"],
  "aws-clients": ["aws", "config"],
  verification: ["aws", "config", "organization", "intent", "aws-clients", "drawing", "existing"],
  doctor: ["aws", "config", "organization", "intent", "aws-clients", "existing", "drawing", "verification"],
  "off-boarding": ["aws", "config", "intent", "aws-clients"],
  transitions: ["aws", "config", "intent", "plans-folder", "aws-clients", "off-boarding"],
  cli: [
    "aws",
    "aws-clients",
    "config",
    "doctor",
    "drawing",
    "existing",
    "intent",
    "local-aws",
    "off-boarding",
    "organization",
    "pipeline",
    "plan-review",
    "plans-folder",
    "terraform",
    "transitions",
    "verification",
  ],
};
/** The one file of a function that a folder may import: names for its construct, and the checks of a relay and of its secret. */
const LAMBDA_FACES = {
  modules: ".*/environment",
  config: "finding-forwarder/relay-check",
  verification: "finding-forwarder/relay/secret/secret-check",
  doctor: "finding-forwarder/relay/secret/secret-check",
};
const SYNTHESIZING = ["modules", "stacks"];
const NOT_THE_PRODUCT = ["bench", "scripts", "__tests__"];

const cdktfOnlyInSynth = {
  regex: "^(cdktf|constructs|@cdktf/.*)$",
  message:
    "Only main.ts, stacks/ and modules/ import cdktf: everything else stays quick to start and free of Terraform.",
};
const deepProviderImport = {
  regex: "^@cdktf/provider-aws$",
  message: "Import @cdktf/provider-aws/lib/<resource>: the package's root takes 3 s and 540 MB to load.",
};

function fence(layer, allowed) {
  const others = Object.keys(LAYERS).filter((other) => other !== layer && !allowed.includes(other));
  const patterns = others.map((other) => ({
    regex:
      other === "lambda-src" && layer in LAMBDA_FACES
        ? `^(\\.\\./)+lambda-src/(?!${LAMBDA_FACES[layer]}$)`
        : `^(\\.\\./)+${other}(/|$)`,
    message: `${layer}/ may not import ${other}/: it may import ${allowed.join(", ") || "nothing of ours"} (docs/architecture.md).`,
  }));
  patterns.push({ regex: "^(\\.\\./)+main$", message: "main.ts is wiring: nothing imports it." });
  patterns.push({
    regex: `^(\\.\\./)+(${NOT_THE_PRODUCT.join("|")})(/|$)`,
    message: `${NOT_THE_PRODUCT.join(", ")} are not part of the product: nothing in it imports them.`,
  });
  patterns.push(SYNTHESIZING.includes(layer) ? deepProviderImport : cdktfOnlyInSynth);
  return { files: [`${layer}/**/*.ts`], rules: restricted(patterns) };
}

/** main.ts wires stacks, and builds the forwarder's zip. */
function mainFence() {
  const mayImport = ["stacks", "config", "organization", "doctor"];
  const others = [...Object.keys(LAYERS), ...NOT_THE_PRODUCT].filter(
    (other) => !mayImport.includes(other) && !["modules", "lambda-src"].includes(other),
  );
  const message = `main.ts is wiring: it may import ${mayImport.join(", ")}, types of modules and lambda-src/bundle (docs/architecture.md).`;
  return {
    files: ["main.ts"],
    rules: restricted([
      { regex: `^\\./(${others.join("|")})(/|$)`, message },
      { regex: "^\\./lambda-src/(?!bundle$)", message },
      deepProviderImport,
    ]),
  };
}

/** Static and dynamic imports, by the same patterns. */
function restricted(patterns) {
  const dynamic = patterns.map(({ regex, message }) => ({
    selector: `ImportExpression[source.value=/${regex.replaceAll("/", "\\/")}/]`,
    message,
  }));
  return { "no-restricted-imports": ["error", { patterns }], "no-restricted-syntax": ["error", ...dynamic] };
}

/** What needs types. Off is what finds no fault here, and where a rule is off, why. */
const typed = {
  files: ["**/*.ts", "**/*.mts"],
  extends: [tseslint.configs.recommendedTypeCheckedOnly],
  languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
  rules: {
    "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    // A function without await may stand where its caller awaits one: every command, and every double in a test.
    "@typescript-eslint/require-await": "off",
    // Our interfaces are written as methods, and their objects are literals that use no `this`.
    "@typescript-eslint/unbound-method": "off",
  },
};

/** Tests read JSON and Jest's matchers, whose type is any: what they read, they compare, so a wrong guess fails. */
const typedTests = {
  files: ["__tests__/**/*.ts"],
  rules: Object.fromEntries(
    ["argument", "assignment", "call", "member-access", "return"].map((use) => [
      `@typescript-eslint/no-unsafe-${use}`,
      "off",
    ]),
  ),
};

module.exports = tseslint.config(
  {
    ignores: [
      "dist",
      "cdktf.out",
      "plans",
      "**/.orgduty",
      "node_modules",
      "**/node_modules",
      "reports",
      ".stryker-tmp",
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  typed,
  typedTests,
  {
    rules: {
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "no-console": "off",
      eqeqeq: "error",
    },
  },
  {
    files: ["**/*.js", "**/*.cjs"],
    languageOptions: {
      sourceType: "commonjs",
      globals: {
        require: "readonly",
        module: "writable",
        process: "readonly",
        console: "readonly",
        __dirname: "readonly",
        Buffer: "readonly",
      },
    },
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
  {
    files: ["drawing/*.js"],
    languageOptions: {
      sourceType: "script",
      globals: Object.fromEntries(
        [
          "document",
          "window",
          "location",
          "history",
          "navigator",
          "requestAnimationFrame",
          "getComputedStyle",
        ].map((name) => [name, "readonly"]),
      ),
    },
  },
  {
    files: ["__tests__/**/*.ts"],
    rules: {
      "no-restricted-properties": [
        "error",
        ...["it", "test", "describe"].map((object) => ({
          object,
          property: "only",
          message: "A test left alone hides the others.",
        })),
      ],
      "no-restricted-imports": [
        "error",
        { name: "fast-check", message: "Import __tests__/support/fast-check: the same inputs in every run." },
      ],
    },
  },
  { files: ["__tests__/support/fast-check.ts"], rules: { "no-restricted-imports": "off" } },
  ...Object.entries(LAYERS).map(([layer, allowed]) => fence(layer, allowed)),
  mainFence(),
);
