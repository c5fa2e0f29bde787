/** Values of multi-valued attributes as sets, beside what the vectors of PATCH and parse-resource.test.ts have. */
import { describe, expect, test } from 'vitest';
import type { Reading } from '#shared/scim/resource/reading.ts';
import { addValues, distinctValues, onePrimary } from '#shared/scim/resource/values.ts';
import { type AttributeDefinition, attribute } from '#shared/scim/schema/definition.ts';

const numbers = attribute({ name: 'numbers', type: 'integer', multiValued: true, description: '' });
const emails: AttributeDefinition = attribute({
  name: 'emails',
  type: 'complex',
  multiValued: true,
  description: '',
  subAttributes: [
    attribute({ name: 'value', description: '' }),
    attribute({ name: 'display', description: '' }),
    attribute({ name: 'type', description: '' }),
    attribute({ name: 'primary', type: 'boolean', description: '' }),
  ],
});

describe('RFC 7643 §2.4: values that agree in type and value are one', () => {
  test('also among others that are new', () => {
    const current = [{ value: 'a' }, { value: 'b' }];

    expect(addValues(current, [{ value: 'B', display: 'Bob' }, { value: 'c' }], emails)).toEqual([
      { value: 'a' },
      { value: 'b', display: 'Bob' },
      { value: 'c' },
    ]);
  });

  test('numbers are one when they are equal', () => {
    expect(distinctValues([1, 2, 1], numbers)).toEqual([1, 2]);
  });

  test('letters that only a capital makes alike stay two', () => {
    const values = ['straße', 'strasse', 'Strasse'];

    expect(
      distinctValues(
        values.map((value) => ({ value })),
        emails,
      ),
    ).toEqual([{ value: 'straße' }, { value: 'strasse' }]);
    expect(
      distinctValues(
        values.map((type) => ({ value: 'a', type })),
        emails,
      ),
    ).toEqual([
      { value: 'a', type: 'straße' },
      { value: 'a', type: 'strasse' },
    ]);
  });

  test('letters of which only the small ones are alike become one', () => {
    expect(addValues([{ value: 'İ' }], [{ value: 'i\u0307' }], emails)).toEqual([{ value: 'İ' }]);
    expect(addValues([{ value: 'İ' }], [{ value: 'i\u0307' }, { value: 'a' }], emails)).toEqual([
      { value: 'İ' },
      { value: 'a' },
    ]);
  });
});

describe('RFC 7643 §2.4: one value is primary', () => {
  const reading = (strictness: Reading['strictness']): Reading => ({ strictness, readOnly: 'ignore', ignored: [] });
  const values = [
    { type: 'home', primary: true },
    { value: 'a', primary: true },
  ];

  test('to a strict provider a value that has only a type counts like any other', () => {
    expect(() => onePrimary(values, [], 'emails', reading('strict'))).toThrow(
      '"emails" has more than one primary value.',
    );
  });

  test('to a lenient one it takes the mark from no value that says something', () => {
    expect(onePrimary(values, [], 'emails', reading('lenient'))).toEqual(values);
  });
});
