/** Files that only their owner may read, and that are there whole or not at all. */
import { chmodSync, renameSync, writeFileSync } from 'node:fs';

/** Writes beside the file and renames, so that no reader ever sees a part and no crash leaves one. */
export function writePrivateFile(file: string, content: string): void {
  const unfinished = `${file}.unfinished`;
  writeFileSync(unfinished, content, { mode: 0o600, flush: true });
  // A file that was there before keeps its mode.
  chmodSync(unfinished, 0o600);
  renameSync(unfinished, file);
}
