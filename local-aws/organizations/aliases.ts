/**
 * Maps the ids that an operator chose for an organization to those that moto drew at random. moto's CreateAccount takes
 * no id, but a rehearsal of a config needs the ids in the config.
 */
export class Aliases {
  private readonly chosenByDrawn = new Map<string, string>();
  private readonly drawnByChosen = new Map<string, string>();

  add(drawn: string, chosen: string): void {
    this.chosenByDrawn.set(drawn, chosen);
    this.drawnByChosen.set(chosen, drawn);
  }

  /** Replaces the caller's ids in a text with moto's. */
  toMoto(text: string): string {
    return replaceAll(text, this.drawnByChosen);
  }

  /** Replaces moto's ids in a text with the caller's. */
  fromMoto(text: string): string {
    return replaceAll(text, this.chosenByDrawn);
  }
}

/** Replaces in one pass, so that nothing is replaced twice; longer ids first, so that none matches inside another. */
function replaceAll(text: string, words: ReadonlyMap<string, string>): string {
  if (words.size === 0) return text;
  const alternatives = [...words.keys()].sort((a, b) => b.length - a.length).map(escapeForRegExp);
  return text.replace(new RegExp(alternatives.join("|"), "g"), (word) => words.get(word) ?? word);
}

function escapeForRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
