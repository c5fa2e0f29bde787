import { expect, test } from 'vitest';
import { startStack } from '#test/cli/command-line.ts';
import { matter, matterId } from '#test/cli/samples.ts';

const list = {
  'GET /matters?limit=100': { matters: [matter(), matter({ id: 'm2', name: 'Other', state: 'closing' })] },
};
const closed = { at: '2026-01-03T12:00:00.000Z', administratorId: 'arn:aws:iam::1:user/jdoe', requestId: 'r1' };

test('matters list shows their states', async () => {
  const { run } = await startStack(list);

  expect((await run('matters', 'list')).out).toBe(`\
ID                           NAME             STATE     OPENED
01M84YDA929Y0B8C4XACEBFXB6   Doe v. Example   open      2026-01-01 12:00:00Z
m2                           Other            closing   2026-01-01 12:00:00Z
`);
  expect(JSON.parse((await run('matters', 'list', '--json')).out)).toEqual(list['GET /matters?limit=100']);
  const none = await startStack({ 'GET /matters?limit=100': { matters: [] } });
  expect((await none.run('matters', 'list')).out).toBe(
    'There is no matter: open one with "reprieve matters open <name>".\n',
  );
});

test('matters open and rename send the name', async () => {
  const { run, changes } = await startStack({
    ...list,
    'POST /matters': matter(),
    [`PATCH /matters/${matterId}`]: matter({ name: 'New' }),
  });

  expect((await run('matters', 'open', 'Doe v. Example')).out).toMatch(/^Name +Doe v\. Example$/m);
  expect((await run('matters', 'rename', 'Doe v. Example', 'New')).out).toMatch(/^Name +New$/m);
  expect(changes()).toEqual([
    ['POST /matters', { name: 'Doe v. Example' }],
    [`PATCH /matters/${matterId}`, { name: 'New' }],
  ]);
});

test('matters close asks first, and says when custodians are still being released', async () => {
  const path = `POST /matters/${matterId}/close`;
  const closing = await startStack({ ...list, [path]: matter({ state: 'closing' }) });
  const done = await startStack({ ...list, [path]: matter({ state: 'closed', closed }) });

  const goesOn = await closing.runAsked('y', 'matters', 'close', matterId);
  const isDone = await done.run('matters', 'close', 'Doe v. Example', '--yes');

  expect(goesOn.questions).toEqual(['Close matter "Doe v. Example" for good? Its custodians are released. [y/N] ']);
  expect(goesOn.out).toMatch(/^State +closing$/m);
  expect(goesOn.out).toMatch(/^Custodians are still being released, by itself: /m);
  expect(isDone.out).toMatch(/^Closed +2026-01-03 12:00:00Z by arn:aws:iam::1:user\/jdoe$/m);
  expect(isDone.out).not.toContain('still being released');
  expect(await done.run('matters', 'close', 'Doe v. Example')).toMatchObject({ code: 2 });
});

test('matters show finds a matter by its name', async () => {
  const { run } = await startStack(list);

  expect((await run('matters', 'show', 'Other')).out).toMatch(/^ID +m2$/m);
  expect((await run('matters', 'show', 'doe')).error).toBe(
    'There is no matter "doe". Did you mean "Doe v. Example"? "reprieve matters list" shows them all.\n',
  );
});
