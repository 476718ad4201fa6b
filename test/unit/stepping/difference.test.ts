import { describe, expect, it } from 'vitest';
import tcpClose from '../../../machines/tcp-close/model.ts';
import { instantiate } from '../../../src/index.ts';
import { differencesBetween, Stepper } from '../../../src/stepping/index.ts';

const stepper = new Stepper(instantiate(tcpClose, { variant: 'no-time-wait' }));

describe('the difference of two states', () => {
  it('is empty between a state and itself', () => {
    const state = stepper.snapshot(stepper.start);
    expect(differencesBetween(state, state)).toEqual([]);
  });

  it('names what is other, and what is new', () => {
    const [open] = stepper.enabled(stepper.start).filter(({ action }) => action.kind === 'event');
    if (open === undefined) throw new Error('nobody can call');
    const after = stepper.take(stepper.start, open.index);
    const differences = differencesBetween(stepper.snapshot(stepper.start), stepper.snapshot(after));
    expect(differences).toEqual(open.changes);
    const paths = differences.map(({ path }) => path.join('.'));
    expect(paths).toContain('endpoints.client.value');
    expect(paths).toContain('network.#1');
    const message = differences.find(({ path }) => path.join('.') === 'network.#1');
    expect(message).not.toHaveProperty('before');
    expect(message).toMatchObject({ after: { from: 'client', to: 'server' } });
  });

  it('is told both ways', () => {
    const [first] = stepper.enabled(stepper.start);
    if (first === undefined) throw new Error('nothing can happen');
    const after = stepper.snapshot(stepper.take(stepper.start, first.index));
    const there = differencesBetween(stepper.snapshot(stepper.start), after);
    const back = differencesBetween(after, stepper.snapshot(stepper.start));
    const turned = back.map(({ path, before, after: other }) => ({
      path,
      ...(other === undefined ? {} : { before: other }),
      ...(before === undefined ? {} : { after: before }),
    }));
    const byPath = <T extends { readonly path: readonly string[] }>(list: readonly T[]) =>
      [...list].sort((a, b) => (a.path.join() < b.path.join() ? -1 : 1));
    expect(byPath(turned)).toEqual(byPath(there));
  });
});
