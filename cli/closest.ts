/** "Did you mean …?": the name that somebody probably meant. */

/** Less alike than this, a name is no help. */
const minimumSimilarity = 0.5;

/** @returns the candidate most like `word`, letter case aside; undefined when none is much like it */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let bestSimilarity = minimumSimilarity;
  for (const candidate of candidates) {
    const similarity = similarityOf(wanted, candidate.toLowerCase());
    if (similarity > bestSimilarity) [best, bestSimilarity] = [candidate, similarity];
  }
  return best;
}

/** 1: the same; one that begins with the other counts as much like it. */
function similarityOf(one: string, other: string): number {
  const longer = Math.max(one.length, other.length);
  if (Math.min(one.length, other.length) >= 2 && (one.startsWith(other) || other.startsWith(one))) return 0.9;
  return 1 - distance(one, other) / longer;
}

/** Optimal string alignment: letters inserted, left out, replaced, or two neighbours exchanged. */
function distance(one: string, other: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      const costs = [
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (isSame ? 0 : 1),
      ];
      const isExchanged =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (isExchanged) costs.push((beforePrevious[column - 2] ?? 0) + 1);
      current.push(Math.min(...costs));
    }
    [beforePrevious, previous] = [previous, current];
  }
  return previous[other.length] ?? 0;
}
