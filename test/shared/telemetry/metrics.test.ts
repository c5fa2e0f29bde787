import { describe, expect, test } from 'vitest';
import { embeddedMetrics } from '#shared/telemetry/metrics.ts';

const now = Date.UTC(2026, 10, 23, 18);

function setUp() {
  const lines: string[] = [];
  const metrics = embeddedMetrics({ namespace: 'Reprieve', write: (line) => void lines.push(line), now: () => now });
  return { metrics, documents: () => lines.map((line): unknown => JSON.parse(line)) };
}

describe('CloudWatch embedded metric format', () => {
  test('one document holds the metrics of an invocation: counts summed up, other values one by one', () => {
    const { metrics, documents } = setUp();

    metrics.add('Requests');
    metrics.add('CommitRetries');
    metrics.add('CommitRetries', 2);
    metrics.add('DeactivationLateness', 12.5);
    metrics.add('DeactivationLateness', 0);
    metrics.flush();

    expect(documents()).toEqual([
      {
        _aws: {
          Timestamp: now,
          CloudWatchMetrics: [
            {
              Namespace: 'Reprieve',
              Dimensions: [[]],
              Metrics: [
                { Name: 'Requests', Unit: 'Count' },
                { Name: 'CommitRetries', Unit: 'Count' },
                { Name: 'DeactivationLateness', Unit: 'Seconds' },
              ],
            },
          ],
        },
        Requests: 1,
        CommitRetries: 3,
        DeactivationLateness: [12.5, 0],
      },
    ]);
  });

  test('a metric has 100 values in a document at most', () => {
    const { metrics, documents } = setUp();
    for (let value = 0; value < 250; value++) metrics.add('DeactivationLateness', value);

    metrics.flush();

    const values = documents().flatMap(
      (document) => (document as { DeactivationLateness: number[] }).DeactivationLateness,
    );
    expect(documents()).toHaveLength(3);
    expect(values).toEqual(Array.from({ length: 250 }, (_, value) => value));
  });

  test('nothing is written when nothing was added since the last time', () => {
    const { metrics, documents } = setUp();
    metrics.add('Requests');

    metrics.flush();
    metrics.flush();

    expect(documents()).toHaveLength(1);
  });
});
