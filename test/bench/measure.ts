/** How often a function runs in a second of processor time, which what else the machine does takes nothing from. */

const roundMilliseconds = 60;
const settlingMilliseconds = 20;
const rounds = 7;
/** Calls between two looks at the clock. */
const batchSize = 20;

/** Asynchronous functions are waited for, one call after the other. */
type Work = () => unknown;

/** In rounds that take turns, so that what slows the machine slows all of them; of each the median. */
export async function callsPerCpuSecond(works: readonly Work[]): Promise<readonly number[]> {
  const measured = works.map((): number[] => []);
  for (let round = -1; round < rounds; round += 1) {
    for (const [index, work] of works.entries()) {
      // Nobody pays for the garbage and the cold caches that the one before has left.
      await oneRound(work, settlingMilliseconds);
      const rate = await oneRound(work, roundMilliseconds);
      // The first round warms up.
      if (round >= 0) measured[index]?.push(rate);
    }
  }
  return measured.map((rates) => rates.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0);
}

async function oneRound(work: Work, milliseconds: number): Promise<number> {
  const start = process.cpuUsage();
  let calls = 0;
  let elapsed = 0;
  while (elapsed < milliseconds) {
    for (let batch = 0; batch < batchSize; batch += 1) {
      const result = work();
      if (result instanceof Promise) await result;
    }
    calls += batchSize;
    const { user, system } = process.cpuUsage(start);
    elapsed = (user + system) / 1000;
  }
  return (calls * 1000) / elapsed;
}
