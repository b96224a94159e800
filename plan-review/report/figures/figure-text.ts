import type { CoverageFigure } from "./coverage-figure";

/** E.g. `2352 of 2450 (96.0 %)`. */
export function figureText({ on, could }: Pick<CoverageFigure, "on" | "could">): string {
  return could === 0 ? "0 of 0" : `${on} of ${could} (${percent(on, could)})`;
}

/** A share with one decimal. It is rounded down, so that only all of them are 100 %. */
export function percent(part: number, whole: number): string {
  return `${(Math.floor((part * 1000) / whole) / 10).toFixed(1)} %`;
}
