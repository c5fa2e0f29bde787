import { describe, expect, test, vi } from 'vitest';
import { remember } from '#shared/scim/path/remember.ts';

describe('remember', () => {
  test('makes once what is asked for again', () => {
    const make = vi.fn((text: string) => ({ text }));
    const remembering = remember(make);

    expect(remembering('title')).toBe(remembering('title'));
    expect(remembering('name')).toEqual({ text: 'name' });
    expect(make).toHaveBeenCalledTimes(2);
  });

  test('throws each time what was thrown', () => {
    const remembering = remember((): object => {
      throw new Error('no path');
    });

    expect(() => remembering('a')).toThrow('no path');
    expect(() => remembering('a')).toThrow('no path');
  });

  test('forgets nothing for texts of which nothing is made', () => {
    const make = vi.fn((text: string) => (text === 'title' ? { text } : undefined));
    const remembering = remember(make);

    const title = remembering('title');
    for (let index = 0; index < 1000; index += 1) remembering(`${index}`);

    expect(remembering('title')).toBe(title);
  });

  test('keeps no more than 1,000 texts, and none of more than 200 characters', () => {
    const make = vi.fn((text: string) => ({ text }));
    const remembering = remember(make);

    for (let index = 0; index < 1000; index += 1) remembering(`${index}`);
    remembering('0');
    expect(make).toHaveBeenCalledTimes(1000);
    remembering('one more');
    remembering('0');
    expect(make).toHaveBeenCalledTimes(1002);

    remembering('x'.repeat(200));
    remembering('x'.repeat(200));
    expect(make).toHaveBeenCalledTimes(1003);
    remembering('x'.repeat(201));
    remembering('x'.repeat(201));
    expect(make).toHaveBeenCalledTimes(1005);
  });
});
