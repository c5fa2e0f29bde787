import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { wakeUp } from '#infra/local/wake-up.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 1000 });
});
afterEach(() => {
  vi.useRealTimers();
});

test('calls back at the instant set last', () => {
  const calls: number[] = [];
  const timer = wakeUp(Date.now, () => calls.push(Date.now()));

  timer.set(1500);
  timer.set(3000);
  vi.advanceTimersByTime(10_000);

  expect(calls).toEqual([3000]);
});

test('an instant weeks away is not called early', () => {
  const calls: number[] = [];
  const due = 1000 + 60 * 86_400_000;
  const timer = wakeUp(Date.now, () => calls.push(Date.now()));

  timer.set(due);
  vi.advanceTimersByTime(59 * 86_400_000);
  expect(calls).toEqual([]);
  vi.advanceTimersByTime(2 * 86_400_000);

  expect(calls).toEqual([due]);
});

test('a clock that is behind the timer is waited for', () => {
  const calls: number[] = [];
  const timer = wakeUp(
    () => Date.now() - 10,
    () => calls.push(Date.now() - 10),
  );

  timer.set(1500);
  vi.advanceTimersByTime(505);
  expect(calls).toEqual([]);
  vi.advanceTimersByTime(505);

  expect(calls[0]).toBeGreaterThanOrEqual(1500);
});

test('stopping cancels', () => {
  const calls: number[] = [];
  const timer = wakeUp(Date.now, () => calls.push(Date.now()));

  timer.set(1500);
  timer.stop();
  vi.advanceTimersByTime(10_000);

  expect(calls).toEqual([]);
});
