import { expect, test } from 'vitest';
import { mutationsOf } from './mutations-of.ts';
import { expressionChanged } from './operators/regular-expressions.ts';
import {
  blockEmptied,
  chainingDropped,
  literalChanged,
  methodChanged,
  operatorChanged,
  resultDropped,
} from './operators/values.ts';

test.each([
  ['f(a === b);', ['a === b → a !== b']],
  ['f(a < b);', ['a < b → a <= b', 'a < b → a >= b']],
  ['f(a + b);', ['a + b → a - b']],
  ['f(a && b);', ['a && b → a || b']],
  ['f(!a, -b);', ['!a → a', '-b → b']],
  ['i++; n += 2;', ['i++ → i--', 'n += 2 → n -= 2']],
])('the operators of %s are changed', (source, mutations) => {
  expect(mutationsOf(source, operatorChanged)).toEqual(mutations);
});

test.each([
  ['f(true, 0, 7);', ['true → false', '0 → 1', '7 → (7 + 1)']],
  ["f('a', '');", ["'a' → ''", "'' → 'mutant'"]],
  ['f(`a\n`);', ['`a\n` → ``']],
  ['f([a], []);', ['[a] → []']],
  ["f({ 'a-b': c }, {});", ["{ 'a-b': c } → {}"]],
  ["import { a } from 'b'; export * from 'c'; type D = 'e';", []],
])('the literals of %s are changed', (source, mutations) => {
  expect(mutationsOf(source, literalChanged)).toEqual(mutations);
});

test.each([
  ['f(a?.b, a?.[b], a?.(b), a.b);', ['a?.b → a.b', 'a?.[b] → a[b]', 'a?.(b) → a(b)']],
  ['f(a?.b?.c);', ['a?.b?.c → a?.b.c', 'a?.b → a.b']],
])('the optional chaining of %s is dropped', (source, mutations) => {
  expect(mutationsOf(source, chainingDropped)).toEqual(mutations);
});

test('a result is dropped, unless there is none', () => {
  expect(mutationsOf('function f() { if (a) return; return b; }', resultDropped)).toEqual(['b → undefined']);
});

test('a method is changed into its opposite, or not called', () => {
  expect(mutationsOf("a.some(b); c.trim().startsWith('d');", methodChanged)).toEqual([
    'some → every',
    'c.trim() → c',
    'startsWith → endsWith',
  ]);
});

test('a block is emptied, and so is a case', () => {
  expect(mutationsOf('function f() { if (a) { b(); } else { c(); } }', blockEmptied)).toEqual([
    '{ if (a) { b(); } else { c(); } } → {}',
    '{ b(); } → {}',
    '{ c(); } → {}',
  ]);
  expect(mutationsOf('switch (a) { case 1: b(); c(); case 2: }', blockEmptied)).toEqual(['b(); c(); → break;']);
});

test.each([
  ['f(/^a+$/);', ['/^a+$/ → /a+$/', '/^a+$/ → /^a$/', '/^a+$/ → /^a+/']],
  [
    'f(/[a-z]\\d{2}/i);',
    ['/[^a-z]\\d{2}/i', '/[a-z]\\D{2}/i', '/[a-z]\\d/i', '/[a-z]\\d{2}/'].map((to) => `/[a-z]\\d{2}/i → ${to}`),
  ],
  ['f(/(?=a)\\+/);', ['/(?=a)\\+/ → /(?!a)\\+/']],
  ['f(/\\p{L}[^/]/u);', ['/\\p{L}[^/]/u → /\\p{L}[/]/u', '/\\p{L}[^/]/u → /\\p{L}[^/]/']],
])('the pieces of the regular expression in %s are changed', (source, mutations) => {
  expect(mutationsOf(source, expressionChanged)).toEqual(mutations);
});
