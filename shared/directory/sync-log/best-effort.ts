/** What is written for the record only: failing to write it never changes an answer. */
import type { Directory } from '#shared/directory/ports.ts';

export async function bestEffort(
  { telemetry }: Pick<Directory, 'telemetry'>,
  write: () => Promise<void>,
): Promise<void> {
  try {
    await write();
  } catch (cause) {
    telemetry.record({ type: 'entry-not-recorded', cause });
  }
}
