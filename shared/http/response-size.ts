/** How much of a list one response carries: Lambda answers with 6 MB at most (Lambda quotas, "Invocation payload"). */

/** The body travels as a JSON string inside the answer, which at worst doubles it. */
const maximumBytes = 3_000_000;

/** As many items as fit, from the first one on; the client asks for the rest as it does for any next page. */
export function thatFit<Item>(items: readonly Item[]): readonly Item[] {
  let bytes = 0;
  const end = items.findIndex((item) => {
    bytes += Buffer.byteLength(JSON.stringify(item)) + 1;
    return bytes > maximumBytes;
  });
  return end < 0 ? items : items.slice(0, end);
}
