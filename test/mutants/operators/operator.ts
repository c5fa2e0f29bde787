/** What an operator is: it looks at one node and proposes edits of the text. */
import type { Syntax } from '../syntax.ts';

/** `text` takes the place of what stands from `start` to `end`. */
export type Edit = {
  readonly operator: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Names the edit, where what stands before and after it is long and is changed for other reasons. */
  readonly label?: string;
};

export type Place = {
  readonly source: string;
  /** The nodes around the node, the nearest last. */
  readonly around: readonly Syntax[];
};

export type Operator = (node: Syntax, place: Place) => readonly Edit[];

export function textOf({ source }: Place, node: Syntax | undefined): string {
  return node === undefined ? '' : source.slice(node.start, node.end);
}

export function replace(operator: string, { start, end }: Syntax, text: string): Edit {
  return { operator, start, end, text };
}

/** The first line of a node. */
export function heading(place: Place, node: Syntax | undefined): string {
  return textOf(place, node).split('\n')[0] ?? '';
}
