/** `npm run simulate`: runs histories by hand, says what they covered, and shows the first one that goes wrong. */
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { type Batch, reachableCrashPoints } from './batch.ts';
import { replayedChoices } from './choices.ts';
import { runHistory } from './history.ts';
import { historyPlan } from './plans.ts';
import { addReport, emptyReport, type Recorded, type Report, reportLines } from './report.ts';
import { shrink } from './shrink.ts';

const usage = `npm run simulate -- [options]
  --histories N   long random histories (10000)
  --seed S        the seed of the first one; the others follow (1)
  --pairs D       all short histories of two concurrent events with at most D faults and preemptions (none)
  --singles D     all short histories of one event with at most D faults and stalls (none)
  --workers W     threads (1)
  --ignore NAME   an invariant that is known not to hold yet; may be repeated
  --replay JSON   shows the one history, as printed for a violation`;

const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    pairs: { type: 'string' },
    singles: { type: 'string' },
    workers: { type: 'string', default: '1' },
    ignore: { type: 'string', multiple: true, default: [] },
    replay: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(usage);
else if (values.replay !== undefined) await show(JSON.parse(values.replay));
else await simulate();

async function simulate(): Promise<void> {
  const startedAt = performance.now();
  const of = Number(values.workers);
  const parts = await Promise.all(Array.from({ length: of }, (_, index) => runPart({ index, of })));
  const report = emptyReport();
  for (const part of parts) addReport(report, part);
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(`seeds           ${values.seed} to ${Number(values.seed) + Number(values.histories) - 1}`);
  console.log(reportLines(report, await reachableCrashPoints(), seconds).join('\n'));
  const [failure] = report.failures;
  if (failure === undefined) return;
  process.exitCode = 1;
  console.log(`\n${failure.invariant}: seed ${failure.seed ?? 'none, a short history'}; shrunk to`);
  const { beginning, invariant } = failure;
  await show({ beginning, choices: await shrink(beginning, failure.choices, invariant, { ignored: values.ignore }) });
}

function runPart(part: Batch['part']): Promise<Report> {
  const whole = (text: string | undefined) => (text === undefined ? undefined : Number(text));
  const batch: Batch = {
    firstSeed: Number(values.seed),
    histories: Number(values.histories),
    pairDeviations: whole(values.pairs),
    singleDeviations: whole(values.singles),
    part,
  };
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./batch-worker.ts', import.meta.url), {
      workerData: { batch, options: { ignored: values.ignore } },
    });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

async function show({ beginning, choices }: Recorded): Promise<void> {
  console.log(`--replay '${JSON.stringify({ beginning, choices })}'`);
  const plan = historyPlan(beginning, replayedChoices(choices));
  const { trace, violation } = await runHistory({ ...plan, isTraced: true, ignored: values.ignore });
  console.log(trace.join('\n'));
  console.log(violation === undefined ? 'no violation' : `VIOLATED: ${violation.invariant}: ${violation.detail}`);
}
