/** Stands for the parts of the directory that a function does not have, because no use case of it needs them. */

/**
 * Has what is `present`; whatever else is asked of it throws, so that a use case that starts to need more shows at
 * once, in tests and in the log.
 *
 * @param name of the part, for the error
 */
export function onlyPart<Part extends object>(name: string, present: Partial<Part> = {}): Part {
  const get = (part: Part, key: PropertyKey): unknown => {
    if (!Object.hasOwn(part, key)) {
      throw new Error(`This function has no ${name} with "${String(key)}": compose it, and grant its permissions.`);
    }
    return Reflect.get(part, key);
  };
  return new Proxy<Part>(present as Part, { get });
}
