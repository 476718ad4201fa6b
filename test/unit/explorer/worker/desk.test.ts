import { describe, expect, it } from 'vitest';
import fetchModel from '../../../../machines/fetch/model.ts';
import tcpClose from '../../../../machines/tcp-close/model.ts';
import type { Asked, QuestionKind, Questions, Told } from '../../../../src/explorer/protocol/messages.ts';
import { serve } from '../../../../src/explorer/worker/main.ts';
import { ladderSvg } from '../../../../src/export.ts';
import { check, instantiate, replay } from '../../../../src/index.ts';

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
  return { ask, told };
}

const choice = { variant: 'no-time-wait', set: { capacity: 2 } };

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
    const { ask } = await desk(tcpClose);
    await ask('open', { choice });
    const before = await ask('go', { replay: '.' });
    expect(before.distance).toBeNull();
    const result = await ask('search', { limits: { maxStates: 1e6 } });
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
    expect((await ask('go', { replay: '.' })).distance).toBe(nearest);
    const states = result.overview?.cells.reduce((sum, cell) => sum + cell.states, 0);
    expect(states).toBe(outcome.statistics.distinctStates);
  });

  it('shows each step of a counterexample, with its ladder as the command line draws it', async () => {
    const { ask } = await desk(tcpClose);
    await ask('open', { choice });
    const result = await ask('search', { limits: { maxStates: 1e6 } });
    const violated = result.verdicts.find(({ verdict }) => verdict === 'violated');
    const place = await ask('go', { replay: violated?.replay ?? '' });
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
    expect(place.ladder.svg).not.toContain('<style');
  });

  it('keeps a path as far as it fits', async () => {
    const { ask } = await desk(tcpClose);
    await ask('open', { choice });
    const place = await ask('go', { replay: '0/99' });
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
    const { ask } = await desk(fetchModel);
    await ask('open', { choice: { variant: null, set: {} } });
    const place = await ask('go', { replay: '0' });
    expect(place.lit.every(({ states }) => states.length > 0)).toBe(true);
    expect(place.lit.some(({ taken }) => taken.length > 0)).toBe(true);
  });

  it('refuses what makes no sense, in a sentence', async () => {
    const { ask } = await desk(tcpClose);
    await expect(ask('go', { replay: '.' })).rejects.toThrow(/not built/);
    await expect(ask('open', { choice: { variant: 'no-such', set: {} } })).rejects.toThrow(
      /no variant "no-such"/,
    );
    await ask('open', { choice });
    await expect(ask('go', { replay: 'x' })).rejects.toThrow(/no replay string/);
  });

  it('ends a search that is cancelled, and tells how far it came', async () => {
    const { ask } = await desk(tcpClose);
    await ask('open', { choice: { variant: 'no-time-wait', set: {} } });
    const searching = ask('search', { limits: { maxStates: 1e6 } });
    await ask('stop', {});
    expect(await searching).toMatchObject({ complete: false, ending: 'interrupted' });
  });

  it('says of a file that is no model what it is', async () => {
    const { told } = await desk({ not: 'a model' });
    expect(told).toEqual([{ broken: expect.stringMatching(/no model/) }]);
  });
});
