import { nextSequence, replayedChoices } from './choices.ts';
import { runHistory } from './history.ts';
import { pairs, shortHistory, singles } from './plans.ts';

const [kind, dev, cap] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4] ?? Infinity)];
const t = performance.now();
let n = 0,
  max = 0,
  i = 0;
const bad = new Map<string, string[]>();
const list = kind === 'singles' ? singles() : pairs();
for (const b of list) {
  if (i++ >= cap) break;
  let seq: readonly number[] | undefined = [];
  let c = 0;
  while (seq) {
    const choices = replayedChoices(seq);
    const r = await runHistory(shortHistory(b, { mischief: 'everything', deviations: dev }, choices));
    n++;
    c++;
    if (r.violation) {
      const k = r.violation.invariant;
      bad.set(k, [...(bad.get(k) ?? []), `${b.state}/${b.events.map((e) => e.name)} [${seq}]`]);
    }
    seq = nextSequence(choices);
  }
  max = Math.max(max, c);
}
const s = (performance.now() - t) / 1000;
console.log(i, 'of', list.length, n, 'histories', n / s, 'per s; max', max);
for (const [k, v] of bad) console.log(k, v.length, v.slice(0, 8));
