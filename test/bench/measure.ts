/** How often a function runs in a second, beside the others that do the same work. */

const roundMilliseconds = 60;
const rounds = 7;

/** Asynchronous functions are waited for, one call after the other. */
type Work = () => unknown;

/** In rounds that take turns, so that what slows the machine slows all of them; of each the median. */
export async function callsPerSecond(works: readonly Work[]): Promise<readonly number[]> {
  const measured = works.map((): number[] => []);
  for (let round = -1; round < rounds; round += 1) {
    for (const [index, work] of works.entries()) {
      const rate = await oneRound(work);
      // The first round warms up.
      if (round >= 0) measured[index]?.push(rate);
    }
  }
  return measured.map((rates) => rates.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0);
}

async function oneRound(work: Work): Promise<number> {
  const start = performance.now();
  let calls = 0;
  let elapsed = 0;
  while (elapsed < roundMilliseconds) {
    for (let batch = 0; batch < 10; batch += 1) {
      const result = work();
      if (result instanceof Promise) await result;
    }
    calls += 10;
    elapsed = performance.now() - start;
  }
  return (calls * 1000) / elapsed;
}
