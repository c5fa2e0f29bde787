/** Matters in memory. */
import { VersionConflict } from '#shared/directory/errors.ts';
import type { Matter } from '#shared/directory/matters/matter.ts';
import type { MatterStore } from '#shared/directory/ports.ts';
import { type Hooked, withCallHooks } from './call-hooks.ts';

export type MemoryMatterStore = Hooked<MatterStore> & {
  /** What is stored, in no time. */
  stored(): readonly Matter[];
};

export function memoryMatterStore(initial: readonly Matter[] = []): MemoryMatterStore {
  const matters = new Map(initial.map((matter) => [matter.id, matter]));
  const port = withCallHooks<MatterStore>({
    get: async (id) => matters.get(id),
    list: async () => [...matters.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    create: async (matter) => {
      if (matters.has(matter.id)) throw new VersionConflict(`there is ${matter.id} already`);
      matters.set(matter.id, matter);
    },
    replace: async (before, after) => {
      if (matters.get(before.id)?.version !== before.version) {
        throw new VersionConflict(`${before.id} is no longer at version ${before.version}`);
      }
      matters.set(after.id, after);
    },
  });
  return Object.assign(port, { stored: () => [...matters.values()] });
}
