/** Collects the metrics of one invocation and writes them as CloudWatch's embedded metric format. */
import { type MetricName, metrics as registered } from '#shared/config/metric-names.ts';

export type Metrics = {
  /** Counts add up; of everything else each value is kept. */
  add(name: MetricName, value?: number): void;
  /** Writes what was added since the last flush; nothing when nothing was. */
  flush(): void;
};

/** "Metric targets … arrays of up to 100 values" (CloudWatch, Specification: Embedded metric format). */
const maximumValues = 100;

/** The document that CloudWatch reads `values` from; the empty dimension set means a metric without dimensions. */
function document(namespace: string, timestamp: number, values: ReadonlyMap<MetricName, readonly number[]>): object {
  return {
    _aws: {
      Timestamp: timestamp,
      CloudWatchMetrics: [
        {
          Namespace: namespace,
          Dimensions: [[]],
          Metrics: [...values.keys()].map((name) => ({ Name: name, Unit: registered[name].unit })),
        },
      ],
    },
    ...Object.fromEntries([...values].map(([name, all]) => [name, all.length === 1 ? all[0] : all])),
  };
}

/** @param now the present in milliseconds since 1970 */
export function embeddedMetrics(dependencies: {
  readonly namespace: string;
  readonly write: (line: string) => void;
  readonly now: () => number;
}): Metrics {
  const collected = new Map<MetricName, number[]>();
  return {
    add(name, value = 1) {
      const values = collected.get(name) ?? [];
      if (registered[name].unit === 'Count' && values[0] !== undefined) values[0] += value;
      else values.push(value);
      collected.set(name, values);
    },
    flush() {
      while (collected.size > 0) {
        const part = new Map<MetricName, readonly number[]>();
        for (const [name, values] of collected) {
          part.set(name, values.splice(0, maximumValues));
          if (values.length === 0) collected.delete(name);
        }
        dependencies.write(JSON.stringify(document(dependencies.namespace, dependencies.now(), part)));
      }
    },
  };
}
