/** Expressions where dynalite is no judge: the developer guide decides. */
import { describe, expect, test } from 'vitest';
import { openTable } from './table-fixture.ts';

const TableName = 'directory';
const Key = { pk: { S: 'P' }, sk: { S: 'S' } };

/** The item after the update, or the error's message. */
async function update(item: object, UpdateExpression: string, values?: object): Promise<unknown> {
  const database = await openTable();
  await database.execute('PutItem', { TableName, Item: { ...Key, ...item } });
  const ExpressionAttributeValues = values && { ExpressionAttributeValues: values };
  const request = { TableName, Key, UpdateExpression, ReturnValues: 'ALL_NEW', ...ExpressionAttributeValues };
  const answer = await database.execute('UpdateItem', request);
  if (!('Attributes' in answer)) return undefined;
  const { pk, sk, ...attributes } = answer.Attributes as Record<string, unknown>;
  return attributes;
}

/** Whether the item meets the condition. */
async function meets(item: object, ConditionExpression: string, values?: object): Promise<boolean> {
  const database = await openTable();
  await database.execute('PutItem', { TableName, Item: { ...Key, ...item } });
  const ExpressionAttributeValues = values && { ExpressionAttributeValues: values };
  const request = { TableName, Key, ConditionExpression, ...ExpressionAttributeValues };
  const outcome = await database.execute('DeleteItem', request).catch((error) => error);
  if (outcome.code !== undefined && outcome.code !== 'ConditionalCheckFailedException') throw outcome;
  return outcome.code === undefined;
}

const list = (...texts: string[]) => ({ L: texts.map((S) => ({ S })) });

describe('update expressions, where dynalite differs from the developer guide', () => {
  test('remove several elements of a list by their indexes before the update', async () => {
    expect(await update({ l: list('a', 'b', 'c', 'd') }, 'REMOVE l[0], l[2]')).toEqual({ l: list('b', 'd') });
  });

  test('set, append and remove elements of one list at once', async () => {
    const values = { ':x': { S: 'x' }, ':y': { S: 'y' }, ':z': { S: 'z' } };

    const item = await update({ l: list('a', 'b', 'c') }, 'REMOVE l[1] SET l[20] = :z, l[0] = :x, l[3] = :y', values);

    expect(item).toEqual({ l: list('x', 'c', 'y', 'z') });
  });

  test('see every right side as it was before the update', async () => {
    const values = { ':m': { SS: ['z'] } };

    expect(await update({ a: { N: '1' }, b: { N: '2' } }, 'SET a = b, b = a')).toEqual({
      a: { N: '2' },
      b: { N: '1' },
    });
    expect(await update({ s: { SS: ['a'] } }, 'SET t = s ADD s :m', values)).toEqual({
      t: { SS: ['a'] },
      s: { SS: ['a', 'z'] },
    });
  });

  test('take a right side in parentheses', async () => {
    const values = { ':one': { N: '1' }, ':zero': { N: '0' } };

    expect(await update({}, 'SET n = (if_not_exists(n, :zero) + :one)', values)).toEqual({ n: { N: '1' } });
  });

  test('leave no empty set behind', async () => {
    expect(await update({ s: { SS: ['a'] } }, 'DELETE s :a', { ':a': { SS: ['a', 'b'] } })).toEqual({});
  });

  test.each([
    ['a path whose parent is missing', 'REMOVE m.k.x', undefined],
    ['a place in a text', 'SET t.x = :v', { ':v': { S: 'x' } }],
    ['addition to a text', 'ADD t :n', { ':n': { N: '1' } }],
    ['a missing operand', 'SET a = nothing + :n', { ':n': { N: '1' } }],
    ['a number that grows over 38 digits', 'SET a = big + :n', { ':n': { N: '0.1' } }],
    ['an attribute of the key', 'SET pk = :v', { ':v': { S: 'x' } }],
    ['overlapping paths', 'SET m = :v REMOVE m.k', { ':v': { S: 'x' } }],
    ['a value that is not used', 'REMOVE t', { ':v': { S: 'x' } }],
    ['a reserved word', 'REMOVE name', undefined],
    ['half an expression', 'SET a =', undefined],
    ['nothing', ' ', undefined],
    ['a character that begins no token', 'REMOVE a; b', undefined],
  ])('refuse %s', async (_, expression, values) => {
    const item = { m: { M: {} }, t: { S: 'text' }, big: { N: '9'.repeat(38) } };

    await expect(update(item, expression, values)).rejects.toMatchObject({ code: 'ValidationException' });
  });
});

describe('conditions, where dynalite differs from the developer guide', () => {
  test('compare lists in order and maps by their members, sets without order', async () => {
    const m = { M: { a: list('x'), b: { N: '1.0' } } };

    expect(await meets({ m }, 'm = :m', { ':m': { M: { b: { N: '1' }, a: list('x') } } })).toBe(true);
    expect(await meets({ m }, 'm = :m', { ':m': { M: { b: { N: '1' } } } })).toBe(false);
    expect(await meets({ l: list('a', 'b') }, 'l = :l', { ':l': list('b', 'a') })).toBe(false);
    expect(await meets({ s: { NS: ['1', '2'] } }, 's = :s', { ':s': { NS: ['2', '1.0'] } })).toBe(true);
  });

  test('take false and empty text for values like any other', async () => {
    const item = { flag: { BOOL: false }, blank: { S: '' } };

    expect(await meets(item, 'flag IN (:f)', { ':f': { BOOL: false } })).toBe(true);
    expect(await meets(item, 'size(blank) = :zero', { ':zero': { N: '0' } })).toBe(true);
    expect(await meets(item, 'attribute_type(blank, :s)', { ':s': { S: 'S' } })).toBe(true);
  });

  test('find missing attributes unequal to all, and of no order', async () => {
    expect(await meets({}, 'a = b')).toBe(false);
    expect(await meets({}, 'a <> b')).toBe(true);
    expect(await meets({}, 'a < :n OR a >= :n', { ':n': { N: '1' } })).toBe(false);
  });

  test('have no size for numbers and booleans', async () => {
    const item = { n: { N: '1' }, b: { BOOL: true } };

    expect(await meets(item, 'size(n) >= :n OR size(b) >= :n', { ':n': { N: '0' } })).toBe(false);
  });

  test('order text by its UTF-8 bytes', async () => {
    // U+FF5E comes before U+1F600 in UTF-8, and behind its first surrogate in UTF-16.
    expect(await meets({ t: { S: '\u{FF5E}' } }, 't < :t', { ':t': { S: '\u{1F600}' } })).toBe(true);
  });

  test('bind NOT more tightly than AND, and AND more tightly than OR', async () => {
    const exists = { a: { N: '1' } };

    expect(await meets(exists, 'attribute_exists(a) OR attribute_exists(b) AND attribute_exists(c)')).toBe(true);
    expect(await meets(exists, 'NOT attribute_exists(b) AND attribute_exists(a)')).toBe(true);
    expect(await meets(exists, '(attribute_exists(a) OR attribute_exists(b)) AND attribute_exists(c)')).toBe(false);
  });

  test('treat names of JavaScript as names like any other', async () => {
    const item = JSON.parse('{"__proto__":{"S":"x"},"m":{"M":{"__proto__":{"N":"1"}}}}');
    const database = await openTable();
    const names = { '#p': '__proto__', '#c': 'constructor', '#t': 'toString' };
    await database.execute('PutItem', { TableName, Item: { ...Key, ...item, ['__proto__']: { S: 'x' } } });

    const answer = await database.execute('UpdateItem', {
      TableName,
      Key,
      ConditionExpression: 'attribute_exists(#p) AND attribute_exists(m.#p) AND attribute_not_exists(#c.#t)',
      UpdateExpression: 'SET #c = #p, m.#c = m.#p REMOVE #p',
      ExpressionAttributeNames: names,
      ReturnValues: 'ALL_NEW',
    });

    const expected = JSON.parse('{"constructor":{"S":"x"},"m":{"M":{"__proto__":{"N":"1"},"constructor":{"N":"1"}}}}');
    expect(JSON.stringify(answer)).toContain('"m":{"M":{"__proto__":{"N":"1"},"constructor":{"N":"1"}}}');
    expect(answer).toMatchObject({ Attributes: { ...Key, constructor: expected.constructor } });
  });

  test('of great depth are refused, and end no process', async () => {
    const deep = `${'NOT '.repeat(900)}attribute_exists(a)`;
    const wide = `${'(a = b OR '.repeat(200)}a = b${')'.repeat(200)}`;

    await expect(meets({}, deep)).rejects.toMatchObject({ code: 'ValidationException' });
    await expect(meets({}, wide)).rejects.toMatchObject({ code: 'ValidationException' });
    await expect(meets({}, `${'('.repeat(2000)}a = b${')'.repeat(2000)}`)).rejects.toMatchObject({
      code: 'ValidationException',
    });
  });
});
