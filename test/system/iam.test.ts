/** Least privilege: each statement of the template's policies is needed, and nothing else is. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { matchesAction } from '#infra/local/iam/wildcards.ts';
import { steps } from './life-scenario.ts';
import { startSystem } from './system.ts';

const system = await startSystem({ timings: { lambdaTimeScale: 0.001, schedulerTimeScale: 0.001 } });
const { iam, faults } = system.stack;
const client = await system.addClient({ deactivationDelaySeconds: 1 });
const patientClient = await system.addClient({ deactivationDelaySeconds: 900 });

afterEach(() => faults.clear());
afterAll(() => system.stop());

describe('with all its statements', () => {
  test.each(Object.entries(steps))('nothing is refused while %s', async (_, step) => {
    await step({ system, client, patientClient, isOver: () => false });

    expect(iam.denials).toEqual([]);
  });

  test('there is no permission that nothing needs', () => {
    expect(iam.unusedPermissions()).toEqual([]);
  });
});

/** Until the action is refused, or everything was done. */
async function runUntilRefused(isRefused: () => boolean): Promise<void> {
  for (const step of Object.values(steps)) {
    try {
      await step({ system, client, patientClient, isOver: isRefused });
    } catch (error) {
      if (!isRefused()) throw error;
    }
    if (isRefused()) return;
  }
  // Logs and traces are written in the background.
  await sleep(1000);
}

describe('a statement is missed:', () => {
  test.each(iam.statements.map((statement) => [statement.id, statement] as const))('%s', async (_, statement) => {
    const known = iam.denials.length;
    const refused = () =>
      iam.denials
        .slice(known)
        .filter((denial) => statement.actions.some((pattern) => matchesAction(pattern, denial.action)));

    const putBack = iam.drop(statement.id);
    await runUntilRefused(() => refused().length > 0).finally(putBack);

    expect(refused()).not.toEqual([]);
  });
});
