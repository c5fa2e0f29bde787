import { expect, test } from 'vitest';
import { type LogEvent, logEvents } from '#shared/telemetry/log-events.ts';
import { jsonLogger } from '#shared/telemetry/logger.ts';

function setUp(context?: { requestId: string }) {
  const lines: string[] = [];
  const now = () => '2026-11-23T18:00:00.000Z';
  return { lines, log: jsonLogger({ write: (line) => void lines.push(line), now, context: () => context }) };
}

test('a line is one JSON object with the registered code, level and sentence', () => {
  const { lines, log } = setUp({ requestId: 'r-1' });

  log('DeactivationCancelled', { userId: 'u-1', providerId: 'p-1' });

  expect(lines).toEqual([
    '{"timestamp":"2026-11-23T18:00:00.000Z","level":"info","event":"DeactivationCancelled",' +
      '"message":"A pending deactivation was cancelled.","requestId":"r-1","userId":"u-1","providerId":"p-1"}',
  ]);
});

test('an error is logged by name, message and stack, with its causes', () => {
  const { lines, log } = setUp();

  log('RequestFailed', { cause: new TypeError('outer', { cause: new RangeError('inner') }) });

  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    cause: {
      name: 'TypeError',
      message: 'outer',
      stack: expect.arrayContaining([expect.stringMatching(/^at /)]),
      cause: { name: 'RangeError', message: 'inner' },
    },
  });
});

test('an error that is its own cause, and a cause that is no error, are logged all the same', () => {
  const { lines, log } = setUp();
  const circular = new Error('again');
  circular.cause = circular;

  log('RequestFailed', { cause: circular });
  log('RequestFailed', { cause: 'a text that may hold anything' });

  expect(lines).toHaveLength(2);
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({ cause: { name: 'string' } });
  expect(lines[1]).not.toContain('may hold');
});

test('every registered event has a sentence of its own', () => {
  const codes = Object.keys(logEvents) as LogEvent[];
  const sentences = codes.map((code) => logEvents[code].message);

  expect(new Set(sentences).size).toBe(codes.length);
  expect(sentences.filter((sentence) => !/^[A-Z].*\.$/.test(sentence))).toEqual([]);
});
