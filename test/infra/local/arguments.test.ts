/** The options of `npm start`. */
import { expect, test } from 'vitest';
import { parseStartArguments } from '#infra/local/arguments.ts';

test('without options the endpoint is on port 8080, with its data in .local', () => {
  expect(parseStartArguments([])).toEqual({ port: 8080, directory: '.local', reset: false, administrators: {} });
});

test.each([
  ['20s', 20],
  ['15m', 900],
  ['2h', 7200],
  ['30d', 2_592_000],
  ['45', 45],
  ['0', 0],
])('a deactivation delay of %s is %i seconds', (text, seconds) => {
  expect(parseStartArguments(['--deactivation-delay', text])).toMatchObject({ deactivationDelaySeconds: seconds });
});

test('administrators have a name and a file each', () => {
  const args = ['--administrator', 'auditor=a=b.json', '--administrator=jane@example.com=../jane.json'];

  expect(parseStartArguments(args)).toMatchObject({
    administrators: { auditor: 'a=b.json', 'jane@example.com': '../jane.json' },
  });
});

test('help goes before everything else', () => {
  expect(parseStartArguments(['--port', 'x', '--help'])).toBe('help');
});

test.each([
  ['--port=99999', '--port must be a number from 0 to 65535, not "99999"'],
  ['--port=', '--port must be a number'],
  ['--deactivation-delay=31d', '--deactivation-delay must be a time from 0 to 30d'],
  ['--deactivation-delay=soon', 'not "soon"'],
  ['--administrator=policy.json', '--administrator must be a name and a file, such as auditor=policy.json'],
  ['--administrator=an auditor=policy.json', 'not "an auditor=policy.json"'],
  ['--prot=8080', "Unknown option '--prot'"],
  ['8080', 'Unexpected argument'],
])('%s is refused with a sentence that says why', (argument, message) => {
  expect(() => parseStartArguments([argument])).toThrow(message);
});

test('one name for two administrators is refused', () => {
  const twice = ['--administrator=auditor=a.json', '--administrator=auditor=b.json'];

  expect(() => parseStartArguments(twice)).toThrow('--administrator names auditor twice.');
});
