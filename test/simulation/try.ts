import { randomChoices } from './choices.ts';
import { runHistory } from './history.ts';
import { longHistory } from './plans.ts';

const n = Number(process.argv[2] ?? 1000);
const first = Number(process.argv[3] ?? 1);
const t = performance.now();
let steps = 0;
const bad = new Map<string, number[]>();
for (let seed = first; seed < first + n; seed++) {
  const r = await runHistory(longHistory(randomChoices(seed), { isTraced: n === 1 }));
  steps += r.tally.steps;
  if (n === 1) console.log(r.trace.join('\n'), r.violation);
  if (r.violation) {
    const k = r.violation.invariant;
    bad.set(k, [...(bad.get(k) ?? []), seed]);
  }
}
const s = (performance.now() - t) / 1000;
console.log(n / s, 'histories/s', steps / n, 'steps each');
for (const [k, v] of bad) console.log(k, v.length, v.slice(0, 5));
