import { describe, expect, test } from 'vitest';
import { mutationsOf } from './mutations-of.ts';
import { conditionDropped } from './operators/condition-expressions.ts';
import { claimForced, clauseDropped, guardForced, predicateForced } from './operators/conditions.ts';

describe('a clause dropped', () => {
  test('takes each operand out of a chain once', () => {
    expect(mutationsOf('f(a && b && c);', clauseDropped)).toEqual(['a && b && c → a && b', 'a && b → a', 'a && b → b']);
  });

  test('sees a chain inside another', () => {
    expect(mutationsOf('const x = a || (b ?? c);', clauseDropped)).toEqual([
      'a || (b ?? c) → a',
      'a || (b ?? c) → (b ?? c)',
      'b ?? c → b',
      'b ?? c → c',
    ]);
  });

  test('is found behind characters of more than one byte', () => {
    expect(mutationsOf("const é = '🙂'; f(a && b);", clauseDropped)).toEqual(['a && b → a', 'a && b → b']);
  });
});

describe('a guard forced', () => {
  test('is true and false in turn', () => {
    expect(mutationsOf('if (a < b) f();', guardForced)).toEqual(['a < b → true', 'a < b → false']);
  });

  test('takes either side of a ternary', () => {
    expect(mutationsOf('const x = a ? b : c;', guardForced)).toEqual(['a ? b : c → b', 'a ? b : c → c']);
  });

  test('lets a loop not run, and never makes one endless', () => {
    expect(mutationsOf('while (a) f(); for (let i = 0; i < n; i++) f();', guardForced)).toEqual([
      'a → false',
      'i < n → false',
    ]);
  });
});

describe('a claim forced', () => {
  test('is what a function returns or a constant is called', () => {
    const source = 'const isA = b === c; const isD = () => !e; function isF() { return g > h; } f(i === j);';

    expect(mutationsOf(source, claimForced)).toEqual([
      'b === c → true',
      'b === c → false',
      '!e → true',
      '!e → false',
      'g > h → true',
      'g > h → false',
    ]);
  });
});

describe('a predicate forced', () => {
  test('lets everything through', () => {
    expect(mutationsOf('a.filter(isB).map(c);', predicateForced)).toEqual(['isB → () => true']);
  });
});

describe('a condition expression', () => {
  const always = 'attribute_exists(pk) OR attribute_not_exists(pk)';

  test('of one clause is made to hold always', () => {
    expect(mutationsOf("const x = { ConditionExpression: 'version = :v' };", conditionDropped)).toEqual([
      `'version = :v' → '(version = :v) OR ${always}'`,
    ]);
  });

  test('joined by AND loses the effect of each clause, and keeps its placeholders', () => {
    expect(mutationsOf("const x = { ConditionExpression: 'a = :a AND b = :b' };", conditionDropped)).toEqual([
      `'a = :a AND b = :b' → '(a = :a AND b = :b) OR ${always}'`,
      `'a = :a AND b = :b' → '(a = :a OR ${always}) AND b = :b'`,
      `'a = :a AND b = :b' → 'a = :a AND (b = :b OR ${always})'`,
    ]);
  });

  test('joined by OR has each clause never hold', () => {
    const never = 'attribute_exists(pk) AND attribute_not_exists(pk)';

    expect(mutationsOf('const x = { ConditionExpression: `a = :a OR b = :b` };', conditionDropped)).toEqual([
      `\`a = :a OR b = :b\` → \`(a = :a OR b = :b) OR ${always}\``,
      `\`a = :a OR b = :b\` → \`(a = :a AND ${never}) OR b = :b\``,
      `\`a = :a OR b = :b\` → \`a = :a OR (b = :b AND ${never})\``,
    ]);
  });

  test('of a key is left alone', () => {
    expect(mutationsOf("const x = { KeyConditionExpression: 'pk = :pk AND sk = :sk' };", conditionDropped)).toEqual([]);
  });
});
