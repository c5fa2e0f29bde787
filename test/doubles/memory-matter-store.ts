/** Matters in memory. */
import type { Matter } from '#shared/directory/matters/matter.ts';
import type { MatterStore } from '#shared/directory/stores.ts';
import { type Hooked, withCallHooks } from './call-hooks.ts';
import { memoryVersionedStore, type Stored } from './memory-versioned-store.ts';

export type MemoryMatterStore = Hooked<MatterStore> & Stored<Matter>;

export function memoryMatterStore(initial: readonly Matter[] = []): MemoryMatterStore {
  const { port, kept } = memoryVersionedStore(initial);
  const { get, list, create, replace } = port;
  return Object.assign(withCallHooks<MatterStore>({ get, list, create, replace }), kept);
}
