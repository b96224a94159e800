import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

const EXECUTABLE = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Whether this machine has Chromium. Where it has not, a test says so loudly, and fails in CI. */
export function hasChromium(): boolean {
  if (existsSync(EXECUTABLE)) return true;
  const message = `no Chromium at ${EXECUTABLE}: apt-get install -y --no-install-recommends chromium`;
  if (process.env.CI) throw new Error(message);
  console.error(`NOT TESTED, ${message}`);
  return false;
}

/** Chromium without a window, and without anything that it would do on its own. */
export function startChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: [
      ...["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
      ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
    ],
  });
}
