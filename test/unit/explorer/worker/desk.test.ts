import { describe, expect, it } from 'vitest';
import fetchModel from '../../../../machines/fetch/model.ts';
import tcpClose from '../../../../machines/tcp-close/model.ts';
import glare from '../../../../machines/toys/glare/model.ts';
import upload from '../../../../machines/upload/model.ts';
import type { Asked, QuestionKind, Questions, Told } from '../../../../src/explorer/protocol/messages.ts';
import { placeAfter } from '../../../../src/explorer/protocol/place-after.ts';
import type { PlaceChange, PlaceView } from '../../../../src/explorer/protocol/views.ts';
import { serve } from '../../../../src/explorer/worker/main.ts';
import { ladderSvg } from '../../../../src/export.ts';
import { check, instantiate, replay } from '../../../../src/index.ts';
import { testPaths } from '../../../../src/testing.ts';

/** A page without a page: it asks, and waits for the answer. */
async function desk(model: unknown) {
  const told: Told[] = [];
  const waiting = new Map<number, (told: Told) => void>();
  const scope: Parameters<typeof serve>[1] & object = {
    onmessage: null,
    postMessage: (message) => {
      told.push(message);
      if ('id' in message && !('progress' in message)) waiting.get(message.id)?.(message);
    },
  };
  await serve(async () => ({ default: model }), scope);
  let last = 0;
  const ask = async <K extends QuestionKind>(
    kind: K,
    what: Questions[K]['ask'],
  ): Promise<Questions[K]['answer']> => {
    const id = ++last;
    const answered = new Promise<Told>((resolve) => waiting.set(id, resolve));
    scope.onmessage?.({ data: structuredClone({ id, kind, ...what }) as unknown as Asked });
    const answer = structuredClone(await answered);
    if ('refusal' in answer) throw new Error(answer.refusal);
    return ('value' in answer ? answer.value : null) as Questions[K]['answer'];
  };
  /** Goes somewhere as a page does that knows nothing. */
  const go = async (replay: string): Promise<PlaceView> =>
    placeAfter(null, await ask('go', { ...WHOLE, more: replay }));
  return { ask, go, told };
}

const WHOLE = { since: null, keep: 0, skips: null, isNarrow: false };

const choice = { variant: 'no-time-wait', set: { capacity: 2 }, without: [] };
const limits = { maxStates: 1e6, maxSeconds: null, reduce: [] };
const asItIs = { variant: null, set: {}, without: [] };

describe('the checker of a page', () => {
  it('tells what can be chosen', async () => {
    const { ask } = await desk(tcpClose);
    const opened = await ask('open', { choice });
    expect(opened.model).toBe('tcp-close');
    expect(opened.endpoints).toEqual(['client', 'server']);
    expect(opened.parameters.find(({ name }) => name === 'capacity')).toMatchObject({
      value: 2,
      kind: 'number',
    });
    expect(opened.variants.map(({ name }) => name)).toContain('no-time-wait');
  });

  it('finds what the command line finds, and then knows how far violations are', async () => {
    const { ask, go } = await desk(tcpClose);
    await ask('open', { choice });
    const before = await go('.');
    expect(before.distance).toBeNull();
    const result = await ask('search', { limits });
    const outcome = check(instantiate(tcpClose, choice));
    expect(result).toMatchObject({
      states: outcome.statistics.distinctStates,
      transitions: outcome.statistics.transitions,
      depth: outcome.statistics.depth,
      complete: true,
    });
    expect(result.verdicts.map(({ name, verdict, depth }) => [name, verdict, depth])).toEqual(
      outcome.properties
        .filter(({ kind }) => kind !== 'no-throw')
        .map((property) => [
          property.name,
          property.verdict,
          'path' in property ? property.path.length : null,
        ]),
    );
    const nearest = Math.min(
      ...outcome.properties.flatMap((each) => (each.verdict === 'violated' ? [each.path.length] : [])),
    );
    expect((await go('.')).distance).toBe(nearest);
    const states = result.overview?.cells.reduce((sum, cell) => sum + cell.states, 0);
    expect(states).toBe(outcome.statistics.distinctStates);
  });

  it('shows each step of a counterexample, with its ladder as the command line draws it', async () => {
    const { ask, go } = await desk(tcpClose);
    await ask('open', { choice });
    const result = await ask('search', { limits });
    const violated = result.verdicts.find(({ verdict }) => verdict === 'violated');
    const place = await go(violated?.replay ?? '');
    expect(place.findings).toContainEqual({
      name: violated?.name,
      verdict: 'violated',
      step: violated?.depth,
    });
    expect(place.truths.find(({ name }) => name === violated?.name)).toMatchObject({ holds: false });
    const svg = await ask('copy', { replay: place.replay, format: 'svg' });
    const trace = replay(instantiate(tcpClose, choice).model, place.path);
    const drawn = ladderSvg(trace, { title: 'tcp-close, no-time-wait' });
    // Findings apart, which stand in the one and not in the other.
    expect(svg.match(/<path class="message/g)).toEqual(drawn.match(/<path class="message/g));
    const bare = ladderSvg(trace, { legend: false });
    expect(place.ladder.elements.join('').match(/<path class="message/g)).toEqual(
      bare.match(/<path class="message/g),
    );
  });

  it('keeps a path as far as it fits', async () => {
    const { ask, go } = await desk(tcpClose);
    await ask('open', { choice });
    const place = await go('0/99');
    expect(place.path).toEqual([0]);
    expect(place.misfit).toMatch(/step 2/);
  });

  it('says where two walks part', async () => {
    const { ask } = await desk(tcpClose);
    await ask('open', { choice });
    const told = await ask('compare', { a: '0/0', b: '0/1' });
    expect(told.common).toBe(1);
    expect(told.steps).toEqual(['call LISTEN at server', 'expire the timer RTO of client']);
    expect(told.ends).toEqual(told.parting);
    expect(told.ends.length).toBeGreaterThan(0);
    expect(told.isSameEnd).toBe(false);
    expect(await ask('compare', { a: '0', b: '0/1' })).toMatchObject({
      common: 1,
      steps: [null, told.steps[1]],
    });
  });

  it('lights where machines are, those that were started, too', async () => {
    const { ask, go } = await desk(fetchModel);
    await ask('open', { choice: asItIs });
    const place = await go('0');
    expect(place.lit.every(({ states }) => states.length > 0)).toBe(true);
    expect(place.lit.some(({ taken }) => taken.length > 0)).toBe(true);
  });

  it('refuses what makes no sense, in a sentence', async () => {
    const { ask, go } = await desk(tcpClose);
    await expect(go('.')).rejects.toThrow(/not built/);
    await expect(ask('open', { choice: { variant: 'no-such', set: {}, without: [] } })).rejects.toThrow(
      /no variant "no-such"/,
    );
    await ask('open', { choice });
    await expect(go('x')).rejects.toThrow(/no replay string/);
  });

  it('ends a search that is cancelled, and tells how far it came', async () => {
    const { ask } = await desk(tcpClose);
    await ask('open', { choice: { variant: 'no-time-wait', set: {}, without: [] } });
    const searching = ask('search', { limits });
    await ask('stop', {});
    expect(await searching).toMatchObject({ complete: false, ending: 'interrupted' });
  });

  it('leaves out assumptions that are not to be made, as far as there are such', async () => {
    const { ask } = await desk(glare);
    const opened = await ask('open', { choice: { ...asItIs, without: ['timers fire', 'no such'] } });
    expect(opened.choice.without).toEqual(['timers fire']);
    expect(opened.assumptions.map(({ name, isMade }) => [name, isMade])).toEqual([
      ['deliveries', true],
      ['timers fire', false],
    ]);
    const { verdicts } = await ask('search', { limits });
    const expected = check(instantiate(glare, { without: ['timers fire'] })).properties;
    expect(verdicts.map(({ name, verdict }) => [name, verdict])).toEqual(
      expected.filter(({ kind }) => kind !== 'no-throw').map(({ name, verdict }) => [name, verdict]),
    );
  });

  it('says which assumptions verdicts need, once there are verdicts', async () => {
    const { ask } = await desk(upload);
    await ask('open', { choice: asItIs });
    await expect(ask('necessity', { limits })).rejects.toThrow(/once there are some/);
    await ask('search', { limits });
    const { assumptions, rows, complete } = await ask('necessity', { limits });
    expect(complete).toBe(true);
    const { properties } = check(instantiate(upload));
    const needed = properties
      .filter(({ kind }) => kind !== 'no-throw')
      .map(({ name, verdict }) => [
        name,
        assumptions.map((each) => {
          const fewer = check(instantiate(upload, { without: [each] })).properties;
          return fewer.find((other) => other.name === name)?.verdict === verdict ? 'not needed' : 'needed';
        }),
      ]);
    expect(rows.map(({ property, needs }) => [property, needs])).toEqual(needed);
    expect(needed.flatMap(([, words]) => words)).toContain('needed');
  });

  it('finds the test paths that the command line finds, which can be walked', async () => {
    const { ask, go } = await desk(glare);
    await ask('open', { choice: asItIs });
    const suite = await ask('paths', { criterion: 'transitions', limits });
    const expected = testPaths(glare, 'transitions');
    expect(suite.paths.map(({ replay }) => replay)).toEqual(expected.paths.map(({ replay }) => replay));
    expect(suite).toMatchObject({ reached: expected.goals.reached, total: expected.goals.total });
    expect(suite.missed).toHaveLength(expected.goals.total - expected.goals.reached);
    expect(suite.paths.flatMap(({ first }) => first)).toHaveLength(suite.reached);
    const [path] = suite.paths;
    expect(await go(path?.replay ?? '')).toMatchObject({
      misfit: null,
      replay: path?.replay,
    });
  });

  it('says what a behaviour that lasts for ever violates', async () => {
    const { ask, go } = await desk(glare);
    await ask('open', { choice: asItIs });
    const place = await go('.~0/0/0/1');
    expect(place.again).toBe(0);
    expect(place.findings).toContainEqual(
      expect.objectContaining({ name: 'they connect', verdict: 'violated' }),
    );
    expect((await go('0/0/0/1')).findings.map(({ name }) => name)).not.toContain('they connect');
  });

  it('tells once of each pair of states that a walk has come to them', async () => {
    const { ask, go } = await desk(glare);
    await ask('open', { choice: asItIs });
    const both = (await go('0/0')).seen.map((values) => values.join());
    expect([...both].sort()).toEqual(['calling,calling', 'calling,waiting', 'waiting,waiting']);
    expect((await go('0')).seen).toEqual([]);
    expect((await go('1')).seen).toEqual([['waiting', 'calling']]);
  });

  it('comes to the same place, whatever was walked before', async () => {
    const { ask, go } = await desk(tcpClose);
    await ask('open', { choice });
    for (const replay of ['0/0/1', '0/0/1/0', '0/1', '.', '0/0/1/0/0', '0/0/9', '0/0/1/0/1']) {
      const place = await go(replay);
      const { seen: _, ladder: _l, ...told } = place;
      const alone = await desk(tcpClose);
      await alone.ask('open', { choice });
      const { seen: _s, ladder: _a, ...expected } = await alone.go(replay);
      expect(told).toEqual(expected);
    }
  });

  it('tells a step as a change of what it told last, from which the page makes the whole place again', async () => {
    const { ask, go } = await desk(tcpClose);
    await ask('open', { choice });
    let place = await go('.');
    let since = 1;
    const walk = ['0', '0', '1', '0', '0', '1', '0'];
    for (const [i, more] of walk.entries()) {
      const change = await ask('go', { ...WHOLE, since, keep: i, more });
      since = change.id;
      expect(change.more).toHaveLength(1);
      place = placeAfter(place, change);
      const alone = await desk(tcpClose);
      await alone.ask('open', { choice });
      for (let at = 0; at <= i; at++) await alone.go(walk.slice(0, at).join('/') || '.');
      const { seen: _, ...expected } = await alone.go(walk.slice(0, i + 1).join('/'));
      const { seen: _s, ...found } = place;
      expect(found).toEqual(expected);
    }
    const back = await ask('go', { ...WHOLE, since, keep: 3, more: '.' });
    expect(back).toMatchObject({ keep: 3, more: [] });
    expect(placeAfter(place, back).path).toEqual([0, 0, 1]);
    await expect(ask('go', { ...WHOLE, since, keep: 3, more: '.' })).rejects.toThrow(/not the last one/);
  });

  it('tells a step behind 2,000 others in as many words as one behind 100, and draws as many steps', async () => {
    const sizes: { told: number; edits: number; asked: number; skipped: number }[] = [];
    for (const steps of [100, 2020]) {
      const { ask, go } = await desk(glare);
      await ask('open', { choice: asItIs });
      const place = await go(Array.from({ length: steps / 4 }, () => '0/0/0/1').join('/'));
      expect(place.path).toHaveLength(steps);
      const asked = { ...WHOLE, since: 1, keep: steps, more: '0' };
      const change = await ask('go', asked);
      const { edits, skipped } = change.ladder;
      expect(change.keep).toBe(steps);
      sizes.push({
        told: JSON.stringify(change).length,
        edits: edits.length,
        asked: JSON.stringify(asked).length,
        skipped: steps - skipped,
      });
    }
    const [short, long] = sizes;
    expect(long?.skipped).toBe(short?.skipped);
    expect(long?.edits).toBe(short?.edits);
    // Numbers of steps and messages have a digit more.
    expect(Math.abs((long?.told ?? 0) - (short?.told ?? 0))).toBeLessThan(200);
    expect((long?.asked ?? 0) - (short?.asked ?? 0)).toBeLessThan(3);
  });

  it('draws earlier steps where they are asked for, under their own numbers', async () => {
    const { ask } = await desk(glare);
    await ask('open', { choice: asItIs });
    const more = Array.from({ length: 50 }, () => '0/0/0/1').join('/');
    const numbers = (change: PlaceChange) =>
      placeAfter(null, change).ladder.elements.flatMap(
        (each) => /class="moment" data-step="(\d+)"/.exec(each)?.[1] ?? [],
      );
    const few = numbers(await ask('go', { ...WHOLE, more }));
    expect([few[0], few.at(-1)]).toEqual(['160', '199']);
    const all = numbers(await ask('go', { ...WHOLE, more, skips: 30 }));
    expect([all[0], all.at(-1)]).toEqual(['30', '199']);
  });

  it('says of a file that is no model what it is', async () => {
    const { told } = await desk({ not: 'a model' });
    expect(told).toEqual([{ broken: expect.stringMatching(/no model/) }]);
  });
});
