/**
 * Tries a read-decide-commit again when another writer was in the way: each attempt reads afresh and decides afresh.
 */
import { Unavailable, VersionConflict } from './errors.ts';
import { type Instant, plusSeconds } from './instant.ts';
import type { Directory } from './ports.ts';

/**
 * API Gateway answers for a function after 14 s. Six for reading and deciding leave, after a cold start, three for the
 * last commit and three for its timer: the AWS clients give up after two attempts of 1.5 s.
 */
export const budgetSeconds = 6;

/** 10 ms, doubled with every attempt up to half a second, of which a random part is waited. */
const firstPauseMilliseconds = 10;
const longestPauseMilliseconds = 500;

/**
 * @param attempt begins no commit at `deadline` or later when its reads may have taken long: the directory's deadline,
 *   or some seconds from now
 * @throws VersionConflict, Unavailable as the last attempt did, once the time is used up
 */
export async function retryConflicts<Result>(
  directory: Directory,
  attempt: (deadline: Instant) => Promise<Result>,
): Promise<Result> {
  const deadline = directory.deadline ?? plusSeconds(directory.clock.now(), budgetSeconds);
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt(deadline);
    } catch (cause) {
      const isPassing = cause instanceof VersionConflict || cause instanceof Unavailable;
      if (!isPassing || directory.clock.now() >= deadline) throw cause;
      directory.telemetry.record({ type: 'commit-retried', attempt: attempts, cause });
      await directory.clock.sleep(pauseMilliseconds(directory, attempts));
    }
  }
}

function pauseMilliseconds({ randomBytes }: Directory, attempts: number): number {
  const longest = Math.min(firstPauseMilliseconds * 2 ** attempts, longestPauseMilliseconds);
  return Math.ceil((longest * ((randomBytes(1)[0] ?? 0) + 1)) / 256);
}
