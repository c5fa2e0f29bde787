import { describe, expect, test } from 'vitest';
import { Unavailable } from '#shared/directory/errors.ts';
import type { ReportMessage } from '#shared/directory/sync-log/report/ports.ts';
import { type ReportOptions, reportDay, reportErrors } from '#shared/directory/sync-log/report/report-sync-log.ts';
import type { Actor, LogEntry } from '#shared/directory/users/log-entry.ts';
import { fixedClock } from '#test/doubles/fixed-clock.ts';
import { memorySyncLog } from '#test/doubles/memory-log.ts';
import { memoryProviderStore } from '#test/doubles/memory-provider-store.ts';
import { memoryUserStore } from '#test/doubles/memory-user-store.ts';
import { sampleEntry, samplePendingDeactivation, sampleProvider, sampleUser } from '#test/doubles/samples.ts';

const daily: ReportOptions = { frequency: 'daily', overdueSeconds: 180 };
const errorsOnly: ReportOptions = { frequency: 'errors-only', overdueSeconds: 180 };

const other = sampleProvider({ id: '01KARPZZZZ0000000000000002', displayName: 'OAuth\u001b client' });

let written = 0;

function entryAt(at: string, changes: Partial<LogEntry> = {}): LogEntry {
  written += 1;
  const id = `01KARQE${String(written).padStart(19, '0')}`;
  return sampleEntry(sampleUser(), { id, at, operation: 'replace', events: [], ...changes });
}

const refusedAt = (at: string, reason = 'A user with this userName exists already.') =>
  entryAt(at, { outcome: 'refused', reason });

/** Of a provider, or of nobody that is known. */
const wrongCredentials = (at: string, count: number, actor: Actor = { by: 'provider', providerId: other.id }) =>
  entryAt(at, { operation: 'authenticate', outcome: 'refused', count, actor });

/** A pending deactivation that nobody has carried out. */
const overdueSince = (dueAt: string) =>
  sampleUser({ life: { state: 'pending', deactivation: samplePendingDeactivation({ dueAt }) } });

async function setUp(now: string, entries: readonly LogEntry[], users = memoryUserStore()) {
  for (const entry of entries) await users.record(entry);
  const published: ReportMessage[] = [];
  const reporting = {
    providers: memoryProviderStore([sampleProvider(), other]),
    users,
    syncLog: memorySyncLog(users.log),
    topic: { publish: async (message: ReportMessage) => void published.push(message) },
    clock: fixedClock(now),
  };
  return { reporting, published };
}

describe('the summary of a day', () => {
  const now = '2026-11-24T00:10:00.000Z';

  test('tells provider by provider what was done, in numbers, with the reasons of refusals and no names', async () => {
    const entries = [
      entryAt('2026-11-23T01:00:00.000Z', { operation: 'create', events: ['created'] }),
      entryAt('2026-11-23T01:00:00.000Z', { operation: 'create', events: ['created-deactivated'] }),
      entryAt('2026-11-23T02:00:00.000Z'),
      entryAt('2026-11-23T03:00:00.000Z', { events: ['deactivation-requested'] }),
      entryAt('2026-11-23T03:15:00.000Z', { operation: 'deactivate', events: ['deactivated'] }),
      entryAt('2026-11-23T04:00:00.000Z', { operation: 'delete', events: ['deleted'] }),
      refusedAt('2026-11-23T05:00:00.000Z'),
      refusedAt('2026-11-23T06:00:00.000Z'),
      refusedAt('2026-11-23T07:00:00.000Z', 'jane@example.com is not what it should be.'),
      entryAt('2026-11-24T00:05:00.000Z'),
    ];
    const { reporting, published } = await setUp(now, entries);

    const outcome = await reportDay(reporting, daily);

    expect(outcome).toEqual({ period: '2026-11-23', refused: 3, unauthorized: 0, overdue: 0, published: true });
    expect(published).toEqual([
      {
        subject: 'Reprieve sync report 2026-11-23: 3 refused',
        text: `What provisioning did on 2026-11-23 (UTC)

PingOne
  Users created: 2
  Users updated: 1
  Deactivations requested: 1
  Deactivations carried out: 1
  Users deleted: 1
  By operation: create 2, replace 5 (3 refused), deactivate 1, delete 1
  Requests refused: 3
    2 x A user with this userName exists already.
    1 x ... is not what it should be.

OAuth client
  Nothing.

The entries behind the numbers: GET /sync-log?from=2026-11-23T00:00:00.000Z&to=2026-11-24T00:00:00.000Z of the admin API.
`,
      },
    ]);
  });

  test('comes without errors too when it is wanted daily, and then only', async () => {
    const created = entryAt('2026-11-23T02:00:00.000Z', { operation: 'create', events: ['created'] });
    const { reporting, published } = await setUp(now, [created]);

    expect(await reportDay(reporting, errorsOnly)).toMatchObject({ published: false });
    expect(await reportDay(reporting, daily)).toMatchObject({ published: true });
    expect(published.map(({ subject }) => subject)).toEqual(['Reprieve sync report 2026-11-23: no errors']);
    expect(published[0]?.text).toContain('\n\nPingOne\n  Users created: 1\n');
  });

  test('comes because of a refusal, of wrong credentials, or of a deactivation that is overdue', async () => {
    const late = memoryUserStore([overdueSince('2026-11-23T12:00:00.000Z')]);
    const causes = [
      await setUp(now, [refusedAt('2026-11-23T05:00:00.000Z')]),
      await setUp(now, [wrongCredentials('2026-11-23T09:00:00.000Z', 7)]),
      await setUp(now, [], late),
    ];

    for (const { reporting } of causes) await reportDay(reporting, errorsOnly);

    expect(causes.map(({ published }) => published[0]?.subject)).toEqual([
      'Reprieve sync report 2026-11-23: 1 refused',
      'Reprieve sync report 2026-11-23: 7 unauthorized',
      'Reprieve sync report 2026-11-23: 1 overdue',
    ]);
    expect(causes[1]?.published[0]?.text).toContain('\n  Requests with a credential that is not accepted: 7\n');
    expect(causes[2]?.published[0]?.text).toContain('\n\nDeactivations overdue now: 1. See overdue-deactivations');
  });

  test('takes no deactivation for overdue that is late by less than is tolerated', async () => {
    const { reporting } = await setUp(now, [], memoryUserStore([overdueSince('2026-11-24T00:07:30.000Z')]));

    expect(await reportDay(reporting, errorsOnly)).toMatchObject({ overdue: 0, published: false });
  });

  test('names the ten most frequent reasons and counts the others', async () => {
    const entries = Array.from({ length: 12 }, (_, reason) =>
      Array.from({ length: 12 - reason }, () => refusedAt('2026-11-23T05:00:00.000Z', `Reason ${reason}.`)),
    ).flat();
    const { reporting, published } = await setUp(now, entries);

    await reportDay(reporting, daily);

    const { text = '' } = published[0] ?? {};
    expect(text).toContain('\n  Requests refused: 78\n    12 x Reason 0.\n');
    expect(text).toContain('\n    3 x Reason 9.\n    3 for other reasons\n');
  });

  test('fits into a message, however many providers there are', async () => {
    const { reporting, published } = await setUp(now, []);
    const many = Array.from({ length: 5000 }, (_, n) => ({
      ...other,
      id: `${n}`,
      displayName: `Ünternehmen ${'x'.repeat(60)}`,
    }));

    await reportDay({ ...reporting, providers: memoryProviderStore(many) }, daily);

    const { text = '' } = published[0] ?? {};
    expect(Buffer.byteLength(text)).toBeLessThan(262_144);
    expect(text).toMatch(/\n\n\d{4} more providers are left out here\.\n\nThe entries behind the numbers/);
  });

  test('counts entries of every page', async () => {
    const entries = Array.from({ length: 2500 }, () => entryAt('2026-11-23T05:00:00.000Z'));
    const { reporting, published } = await setUp(now, entries);

    await reportDay(reporting, daily);

    expect(published[0]?.text).toContain('\n  Users updated: 2500\n');
  });

  test('tells of a provider that was removed since, after the others, and of no other that is gone', async () => {
    const { reporting, published } = await setUp(now, [refusedAt('2026-11-23T05:00:00.000Z')]);
    const gone = sampleProvider({ id: '01KARPZZZZ0000000000000003', displayName: 'Long gone' });
    await reporting.providers.create(gone);
    await reporting.providers.delete(gone, '2026-11-22T23:00:00.000Z');
    await reporting.providers.delete(sampleProvider(), '2026-11-23T12:00:00.000Z');

    await reportDay(reporting, daily);

    expect(published[0]?.text).toContain('\n\nPingOne (removed)\n  By operation: replace 1 (1 refused)\n');
    expect(published[0]?.text).toMatch(/\n\nOAuth client\n[\s\S]*\n\nPingOne \(removed\)\n/);
    expect(published[0]?.text).not.toContain('Long gone');
  });

  test('tells of credentials that belong to no provider', async () => {
    const { reporting, published } = await setUp(now, [
      wrongCredentials('2026-11-23T09:00:00.000Z', 41, { by: 'unknown' }),
    ]);

    await reportDay(reporting, daily);

    expect(published[0]?.subject).toBe('Reprieve sync report 2026-11-23: 41 unauthorized');
    expect(published[0]?.text).toContain(
      '\n\nNo provider that is known\n  Requests with a credential that is not accepted: 41\n',
    );
  });

  test('fails when it is not taken', async () => {
    const { reporting } = await setUp(now, []);
    const topic = { publish: () => Promise.reject(new Unavailable('SNS did not take a message')) };

    await expect(reportDay({ ...reporting, topic }, daily)).rejects.toThrow(Unavailable);
  });
});

describe('the notice of errors', () => {
  const now = '2026-11-23T18:10:00.000Z';

  test('tells the errors of the last hour, and of those providers only that had some', async () => {
    const { reporting, published } = await setUp(now, [
      entryAt('2026-11-23T17:20:00.000Z'),
      refusedAt('2026-11-23T17:30:00.000Z'),
    ]);

    const outcome = await reportErrors(reporting, errorsOnly);

    expect(outcome).toEqual({ period: '2026-11-23T17', refused: 1, unauthorized: 0, overdue: 0, published: true });
    expect(published).toEqual([
      {
        subject: 'Reprieve sync errors 2026-11-23 17:00 UTC: 1 refused',
        text: `What went wrong in the hour from 17:00 UTC on 2026-11-23

PingOne
  Requests refused: 1
    1 x A user with this userName exists already.

The entries behind the numbers: GET /sync-log?from=2026-11-23T17:00:00.000Z&to=2026-11-23T18:00:00.000Z of the admin API.
`,
      },
    ]);
  });

  test('does not come without errors, whatever else was done', async () => {
    const { reporting, published } = await setUp(now, [
      entryAt('2026-11-23T17:20:00.000Z'),
      refusedAt('2026-11-23T15:59:59.999Z'),
      refusedAt('2026-11-23T18:00:00.000Z'),
    ]);

    expect(await reportErrors(reporting, daily)).toMatchObject({ published: false });
    expect(published).toEqual([]);
  });

  test('does not come again for what the hour before had too', async () => {
    const lasting = [refusedAt('2026-11-23T16:30:00.000Z'), refusedAt('2026-11-23T17:30:00.000Z')];
    const { reporting } = await setUp(now, lasting);

    expect(await reportErrors(reporting, daily)).toMatchObject({ refused: 1, published: false });
  });

  test('comes for another reason, or for the same one of another provider', async () => {
    const before = refusedAt('2026-11-23T16:30:00.000Z');
    const byOther = {
      ...refusedAt('2026-11-23T17:30:00.000Z'),
      actor: { by: 'provider', providerId: other.id },
    } as const;
    const another = await setUp(now, [before, refusedAt('2026-11-23T17:30:00.000Z', 'Something else.')]);
    const elsewhere = await setUp(now, [before, byOther]);

    expect(await reportErrors(another.reporting, daily)).toMatchObject({ published: true });
    expect(await reportErrors(elsewhere.reporting, daily)).toMatchObject({ published: true });
  });

  test.each([
    ['came to be overdue in the hour', '2026-11-23T17:30:00.000Z', 1],
    ['was overdue before', '2026-11-23T16:56:59.999Z', 0],
    ['is overdue since the hour is over', '2026-11-23T17:57:00.000Z', 0],
  ])('comes for a deactivation that %s or not: due at %s, %i', async (_, dueAt, overdue) => {
    const { reporting } = await setUp(now, [], memoryUserStore([overdueSince(dueAt)]));

    expect(await reportErrors(reporting, daily)).toMatchObject({ overdue, published: overdue > 0 });
  });

  test('has a subject that SNS takes, however much went wrong', async () => {
    const { reporting, published } = await setUp(now, [wrongCredentials('2026-11-23T17:30:00.000Z', 10 ** 60)]);

    await reportErrors(reporting, daily);

    expect(published[0]?.subject).toMatch(/^[!-~][ -~]{0,98}$/);
  });
});
