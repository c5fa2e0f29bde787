/** The tests that a file declares, found without running it. */
import { allChildren, child, children, parse, type Syntax, word } from '#test/mutants/syntax.ts';
import { titlePattern } from './conformance.ts';

/** As vitest joins the titles of `describe`s and of the test; those of `.each` as templates. */
export type DeclaredTest = { readonly fullTitle: string; readonly isSkipped: boolean };

/** @param text of a test file */
export function declaredTests(text: string): readonly DeclaredTest[] {
  return find(parse(text), text, { titles: [], isSkipped: false });
}

type Place = { readonly titles: readonly string[]; readonly isSkipped: boolean };

function find(node: Syntax, text: string, place: Place): readonly DeclaredTest[] {
  const [name, ...modifiers] = node.type === 'CallExpression' ? calleeWords(child(node, 'callee')) : [];
  const title = titleOf(children(node, 'arguments')[0], text);
  if (title === undefined || (name !== 'describe' && name !== 'test')) {
    return allChildren(node).flatMap((inner) => find(inner, text, place));
  }
  const isSkipped = place.isSkipped || modifiers.some((word) => /skip|todo|runIf|fails/.test(word));
  const titles = [...place.titles, title];
  if (name === 'test') return [{ fullTitle: titles.join(' > '), isSkipped }];
  return children(node, 'arguments').flatMap((inner) => find(inner, text, { titles, isSkipped }));
}

/** `test.skip.each(…)` has the words test, skip and each. */
function calleeWords(callee: Syntax | undefined): readonly string[] {
  switch (callee?.type) {
    case 'Identifier':
      return [word(callee) ?? ''];
    case 'MemberExpression':
      return [...calleeWords(child(callee, 'object')), word(child(callee, 'property')) ?? ''];
    case 'CallExpression':
      return calleeWords(child(callee, 'callee'));
    default:
      return [];
  }
}

function titleOf(argument: Syntax | undefined, text: string): string | undefined {
  if (argument?.type === 'StringLiteral') return word(argument);
  return argument?.type === 'TemplateLiteral' ? text.slice(argument.start + 1, argument.end - 1) : undefined;
}

/** A test is named by its title, if need be after those of its `describe`s; one of `.each` also as it runs. */
export function named(tests: readonly DeclaredTest[], title: string): readonly DeclaredTest[] {
  const exact = tests.filter(({ fullTitle }) => fullTitle === title || fullTitle.endsWith(` > ${title}`));
  if (exact.length > 0) return exact;
  return tests.filter(({ fullTitle }) => new RegExp(`^${titlePattern(fullTitle)}$`, 's').test(title));
}
