/** Remembers what was made of a text: an identity provider writes the same few paths in every request. */

/** Of each function; with paths of at most `maximumLength` characters, a megabyte at most. */
const maximumTexts = 1000;
const maximumLength = 200;

/**
 * @param make from a text to something that nobody changes; what it throws is thrown each time
 * @returns `make`, which makes it once
 */
export function remember<Made extends object | undefined>(make: (text: string) => Made): (text: string) => Made {
  const known = new Map<string, Made>();
  return (text) => {
    const remembered = known.get(text);
    if (remembered !== undefined) return remembered;
    const made = make(text);
    if (made === undefined || text.length > maximumLength) return made;
    // All at once rather than one by one: it happens to nobody who writes the same few paths.
    if (known.size >= maximumTexts) known.clear();
    known.set(text, made);
    return made;
  };
}
