import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { seededMistakesPage } from "../__tests__/plan-review/seeded-mistakes/table";

/** Writes docs/seeded-mistakes.md from the mistakes that the tests seed. */
writeFileSync(resolve(__dirname, "../docs/seeded-mistakes.md"), seededMistakesPage());
