/**
 * Optimal string alignment: insertions, deletions, replacements and exchanged neighbours, each one step. `most + 1` for
 * everything farther apart, which is not counted to the end.
 */
export function editDistance(a: string, b: string, most: number): number {
  const from = Array.from(a);
  const to = Array.from(b);
  if (Math.abs(from.length - to.length) > most) return most + 1;
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, letter] of from.entries()) {
    const next = [index + 1];
    for (const [column, other] of to.entries()) {
      const same = letter === other ? 0 : 1;
      const isSwap = index > 0 && column > 0 && letter === to[column - 1] && from[index - 1] === other;
      next.push(
        Math.min(
          at(row, column + 1) + 1,
          at(next, column) + 1,
          at(row, column) + same,
          isSwap ? at(before, column - 1) + 1 : Infinity,
        ),
      );
    }
    if (Math.min(...next) > most) return most + 1;
    before = row;
    row = next;
  }
  return Math.min(at(row, to.length), most + 1);
}

const at = (row: readonly number[], column: number): number => row[column] ?? Infinity;
