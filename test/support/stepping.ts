import { expect } from 'vitest';
import type { Instance } from '../../src/index.ts';
import { replay } from '../../src/index.ts';
import type { AnyAction, AnyPacket } from '../../src/language/forgotten.ts';
import { Ways } from '../../src/language/network/ways.ts';
import type { RefusedStep } from '../../src/model/refused.ts';
import { Steps } from '../../src/model/steps.ts';
import { type Place, Stepper } from '../../src/stepping/index.ts';
import { canonicalText } from '../../src/tables/plain-data.ts';

/** How many refused steps of each kind were seen. */
export type KindTally = Map<string, number>;

/** The first places of an instance, breadth first: each state once. */
function firstPlaces(stepper: Stepper, most: number): readonly Place[] {
  const seen = new Set([String(stepper.vector(stepper.start))]);
  const places = [stepper.start];
  for (const place of places) {
    for (const { index, step, beyond } of stepper.enabled(place)) {
      if (places.length >= most) return places;
      if (step.thrown !== null || beyond.length > 0) continue;
      const next = stepper.take(place, index);
      const text = String(stepper.vector(next));
      if (!seen.has(text)) places.push(next);
      seen.add(text);
    }
  }
  return places;
}

/** Makes sure that what a stepper says of a place is what the model does. */
export function expectTold(instance: Instance, most: number, kinds: KindTally): void {
  const stepper = new Stepper(instance);
  const ways = new Ways(instance.model.bounds.network, instance.model.reader.endpoints);
  for (const place of firstPlaces(stepper, most)) {
    const refused = stepper.refused(place);
    const enabled = stepper.enabled(place);
    for (const { kind } of refused) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    expectCounted(instance, stepper.vector(place), refused, enabled.length);
    const textsOfEnabled = new Set(enabled.map(({ action }) => canonicalText(action)));
    const textsOfRefused = refused.map(({ action }) => canonicalText(action));
    // Timers of one name, of which one is due and one is not, are one action.
    for (const text of textsOfRefused) expect(textsOfEnabled).not.toContain(text);
    // Steps that change nothing have numbers: two timers of one name that are due are two of them.
    const told = refused.map(({ action, index }) => `${canonicalText(action)} ${index ?? ''}`);
    expect(new Set(told).size, told.join('\n')).toBe(told.length);
    expectNoneMissing(
      instance,
      place,
      [...enabled.map(({ action }) => action), ...refused.map((r) => r.action)],
      ways,
    );
    expect(stepper.trace(place)).toEqual(replay(instance.model, place.path));
    for (const { index, changes, step } of enabled) {
      if (step.thrown !== null) continue;
      const isSame = String(stepper.vector(stepper.take(place, index))) === String(stepper.vector(place));
      if (isSame) expect(changes).toEqual([]);
    }
  }
}

/** What the expansion counts is told, one by one. */
function expectCounted(
  { model }: Instance,
  vector: Uint32Array,
  refused: readonly RefusedStep[],
  enabled: number,
): void {
  const steps = new Steps(model.width, null, true);
  model.expand(vector, steps);
  const count = (kind: string) => refused.filter((each) => each.kind === kind).length;
  expect(enabled).toBe(steps.count + steps.beyond);
  expect(count('cut')).toBe(steps.cuts);
  expect(count('blocked')).toBe(steps.waiting.length);
  expect(refused.flatMap(({ index }) => (index === null ? [] : [index]))).toEqual(
    steps.idle.map((_, i) => ~i),
  );
}

/** Of each message, timer and tick something is said. */
function expectNoneMissing(instance: Instance, place: Place, told: readonly AnyAction[], ways: Ways): void {
  const { endpoints } = instance.model.reader;
  const has = (isIt: (action: AnyAction) => boolean) => told.some(isIt);
  const isOf = (packet: AnyPacket) => (action: AnyAction, kind: 'deliver' | 'drop') =>
    action.kind === kind && canonicalText(action.message) === canonicalText(packet);
  for (const { number: _, ...packet } of place.state.network) {
    const is = isOf(packet);
    const way = ways.of({
      ...packet,
      from: endpoints.indexOf(packet.from),
      to: endpoints.indexOf(packet.to),
    });
    const delivers = (copyStays: boolean) =>
      has((action) => is(action, 'deliver') && action.kind === 'deliver' && action.copyStays === copyStays);
    if (!way.isSet) expect(delivers(false), 'a delivery').toBe(true);
    if (way.rules.duplication) expect(delivers(true), 'a delivery of which a copy stays').toBe(true);
    expect(
      has((action) => is(action, 'drop')),
      'a loss',
    ).toBe(true);
  }
  for (const [name, { timers }] of Object.entries(place.state.endpoints)) {
    for (const timer of timers)
      expect(
        has((action) => action.kind === 'expire' && action.endpoint === name && action.timer === timer.name),
      ).toBe(true);
  }
  if (instance.model.bounds.timed) expect(has(({ kind }) => kind === 'tick')).toBe(true);
}
