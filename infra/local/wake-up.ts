/** One timer for the earliest of many due instants. */

/** `set` replaces the instant; undefined or `stop` cancels. */
type WakeUp = { set(at: number | undefined): void; stop(): void };

/** Node's timers overflow beyond this and then fire at once. */
const longestTimeout = 2 ** 31 - 1;

/** Calls back at the instant set (epoch milliseconds) or soon after it, never before. */
export function wakeUp(now: () => number, callback: () => void): WakeUp {
  let timer: NodeJS.Timeout | undefined;
  const stop = () => clearTimeout(timer);
  const set = (at: number | undefined) => {
    stop();
    if (at === undefined) return;
    // Timers may fire a millisecond early, and the clock may have been set back.
    const ring = () => (now() < at ? set(at) : callback());
    timer = setTimeout(ring, Math.min(Math.max(at - now(), 0), longestTimeout));
  };
  return { set, stop };
}
