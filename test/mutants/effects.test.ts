import { describe, expect, test } from 'vitest';
import { mutationsOf } from './mutations-of.ts';
import { actorRemoved, catchDropped, effectDropped, effectsSwapped } from './operators/effects.ts';

describe('effects swapped', () => {
  test('are neighbours that wait for something or call a port', () => {
    expect(mutationsOf('async function f() { await a(); schedules.create(b); c(); }', effectsSwapped)).toEqual([
      'await a(); schedules.create(b); → schedules.create(b); await a();',
    ]);
  });

  test('are not a value and its use', () => {
    const source = 'async function f() { const { a } = await b(); await c(() => a); await d(); }';

    expect(mutationsOf(source, effectsSwapped)).toEqual([
      'await c(() => a); await d(); → await d(); await c(() => a);',
    ]);
  });

  test('include a guard that leaves in time', () => {
    expect(mutationsOf('async function f() { if (await a()) return; await b(); }', effectsSwapped)).toEqual([
      'if (await a()) return; await b(); → await b(); if (await a()) return;',
    ]);
  });

  test('do not put anything behind a return', () => {
    expect(mutationsOf('async function f() { await a(); return users.get(b); }', effectsSwapped)).toEqual([]);
  });

  test('are not two things that are only told, nor two questions', () => {
    const source = "function f() { telemetry.count('A'); g(telemetry); directory.clock.now(); directory.newId(); }";

    expect(mutationsOf(source, effectsSwapped)).toEqual([]);
  });

  test('are not functions that have effects when called', () => {
    expect(mutationsOf('const a = async () => { await b(); }; const c = () => users.get(d);', effectsSwapped)).toEqual(
      [],
    );
  });
});

describe('an effect dropped', () => {
  test('is a statement that calls, waits or assigns', () => {
    expect(mutationsOf('a(); b = c; if (d) d?.e(); const f = g();', effectDropped)).toEqual([
      'a(); → ;',
      'b = c; → ;',
      'd?.e(); → ;',
    ]);
  });
});

describe('an actor removed', () => {
  test('is a function that has effects, made to do nothing', () => {
    const source = 'export async function sweep() { await a(); } export function pure() { return b(); }';

    expect(mutationsOf(source, actorRemoved)).toEqual(['{ await a(); } → {}']);
  });

  test('is each one of several, inside out', () => {
    expect(mutationsOf('const a = { get: (id) => table.get(id) };', actorRemoved)).toEqual([
      'table.get(id) → undefined',
    ]);
  });

  test('is the handler of a Lambda function', () => {
    expect(mutationsOf('export const handler = sweepHandler({ a });', actorRemoved)).toEqual([
      'sweepHandler({ a }) → async () => undefined',
    ]);
  });
});

describe('a catch dropped', () => {
  test('leaves the block of a try', () => {
    expect(mutationsOf('try { a(); } catch { b(); }', catchDropped)).toEqual([
      'try { a(); } catch { b(); } → { a(); }',
    ]);
  });

  test('leaves the promise', () => {
    expect(mutationsOf('a().catch(b);', catchDropped)).toEqual(['a().catch(b) → a()']);
  });
});
