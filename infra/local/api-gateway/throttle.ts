/** The token bucket of a stage (Developer Guide, "throttle requests to your REST APIs"). */

/** @returns a function that takes a token and says whether there was one */
export function createThrottle(
  throttle: { readonly rateLimit: number; readonly burstLimit: number } | undefined,
  now: () => number,
): () => boolean {
  if (throttle === undefined) return () => true;
  const { rateLimit, burstLimit } = throttle;
  let tokens = burstLimit;
  let filledAt = now();
  return () => {
    const at = now();
    tokens = Math.min(burstLimit, tokens + (Math.max(at - filledAt, 0) / 1000) * rateLimit);
    filledAt = at;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
