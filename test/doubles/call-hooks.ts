/** Lets a test step in right before a call of a double: to fail it, or to change something in between. */

/** A port with a handle on its coming calls. */
export type Hooked<Port> = Port & {
  /** Runs `action` before the next call of `method` that has no action yet; what it throws, the call throws. */
  beforeNext(method: keyof Port & string, action: () => void | Promise<void>): void;
};

type Method = (...parameters: never[]) => Promise<unknown>;

/** @returns `port` whose asynchronous methods run the actions that a test has lined up for them */
export function withCallHooks<Port extends { [Name in keyof Port]: Method }>(port: Port): Hooked<Port> {
  const actions = new Map<PropertyKey, (() => void | Promise<void>)[]>();
  const hooked = new Proxy(port, {
    get(target, method, receiver) {
      const original: unknown = Reflect.get(target, method, receiver);
      if (typeof original !== 'function') return original;
      return async (...parameters: unknown[]) => {
        await actions.get(method)?.shift()?.();
        return Reflect.apply(original, target, parameters);
      };
    },
  });
  return Object.assign({}, hooked, {
    beforeNext(method: keyof Port & string, action: () => void | Promise<void>) {
      actions.set(method, [...(actions.get(method) ?? []), action]);
    },
  });
}
