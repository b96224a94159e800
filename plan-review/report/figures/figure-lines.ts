import { upTo } from "../../../drawing/report-model";
import type { Review } from "../review";
import { commitsText } from "./line-commit";
import { figureText, percent } from "./figure-text";

/** A partition's figure in one line, and what lowers it: for a terminal and a pull request, which are narrow. */
export interface FigureLines {
  readonly figure: string;
  readonly lowered: readonly string[];
  /** How many lines of `lowered` were left out. */
  readonly more: number;
}

/** The figures in lines, with at most so many reasons for each partition. */
export function figureLines(review: Review, mostReasons: number): FigureLines[] {
  return review.figures.map((figure) => {
    const { shown, more } = upTo(mostReasons, figure.lowered);
    return {
      figure: `${figure.partition}: ${figureText(figure)} of account x region x plan will be on`,
      lowered: shown.map(({ what, cells, reason, acceptedBy, paths }) => {
        const commits = commitsText(paths, review);
        const by = `${acceptedBy}${commits === "" ? "" : `; commit: ${commits}`}`;
        return `${cells} less (${percent(cells, figure.could)}): ${what}: ${reason}; accepted by ${by}`;
      }),
      more,
    };
  });
}
