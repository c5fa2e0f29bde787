/** Whatever a run of the tests leaves among the temporary files goes with it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default function useOwnFolder(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'reprieve-tests-'));
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
