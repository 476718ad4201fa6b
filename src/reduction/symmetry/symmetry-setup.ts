import type { Composition } from '../../composition/composition.ts';
import { valuesOf } from '../../language/any-of.ts';
import type { Endpoint, Machine } from '../../language/endpoint.ts';
import { ModelError } from '../../language/errors.ts';
import { nearest } from '../../language/nearest.ts';
import type { Instance } from '../../model/instance.ts';
import { canonicalText } from '../../tables/plain-data.ts';
import type { Permutation } from './permutations.ts';
import { type Lists, Renaming } from './renaming.ts';
import { Symmetry } from './symmetry.ts';

/**
 * The symmetry that a model declares; null if it declares none.
 *
 * @throws ModelError if the endpoints cannot be alike: other machines, other inputs, or a beginning that tells them apart
 */
export function symmetryOf(composition: Composition, { symmetry }: Instance): Symmetry | null {
  if (symmetry.length === 0) return null;
  const alike = numbersOf(symmetry, composition.values.names);
  requireSameMachine(alike, composition);
  const meanings: readonly Lists[] = ['sequences', 'sets'];
  const candidates = meanings.flatMap((lists) =>
    meanings.map((keys) => new Renaming(composition, alike, { lists, keys })),
  );
  const objections = candidates.map((renaming) => objectionTo(renaming, alike, composition));
  const fitting = objections.indexOf(null);
  const renaming = candidates[fitting];
  if (renaming === undefined) throw new ModelError(`symmetry: ${objections.at(-1)}`);
  return new Symmetry(composition, renaming, alike);
}

function numbersOf(declared: readonly string[], names: readonly string[]): readonly number[] {
  const numbers = declared.map((name) => {
    const number = names.indexOf(name);
    if (number >= 0) return number;
    throw new ModelError(`symmetry: there is no endpoint "${name}"${nearest(name, names)}`);
  });
  if (new Set(numbers).size < numbers.length) throw new ModelError('symmetry: an endpoint is named twice');
  if (numbers.length < 2) {
    throw new ModelError(
      `symmetry: only "${declared[0]}" is named; endpoints that are alike are two or more (or none)`,
    );
  }
  return numbers.sort((a, b) => a - b);
}

function requireSameMachine(alike: readonly number[], { values, endpoints }: Composition): void {
  const [first = 0, ...others] = alike;
  for (const other of others) {
    if (endpoints[first]?.machine === endpoints[other]?.machine) continue;
    throw new ModelError(
      `symmetry: the endpoints "${values.names[first]}" and "${values.names[other]}" do not run the same machine; create one machine, and give what differs as input`,
    );
  }
}

/** What tells two of the endpoints apart before anything has happened; null for nothing. */
function objectionTo(renaming: Renaming, alike: readonly number[], model: Composition): string | null {
  const { names } = model.values;
  if (renaming.wires.objection !== null) return renaming.wires.objection;
  for (let i = 0; i + 1 < alike.length; i++) {
    const [one = 0, other = 0] = alike.slice(i);
    const swap = exchanging(one, other, names.length);
    const pair = `"${names[one]}" and "${names[other]}"`;
    if (!inputsAgree(renaming, swap, model.endpoints[one], model.endpoints[other])) {
      return `the inputs, or the lists of events, of the endpoints ${pair} differ in more than these names; so they are not alike`;
    }
    const beginning = objectionAtStart(renaming, swap, model, pair);
    if (beginning !== null) return beginning;
  }
  return null;
}

/** The permutation that exchanges two endpoints. */
function exchanging(one: number, other: number, endpoints: number): Permutation {
  return Array.from({ length: endpoints }, (_, i) => (i === one ? other : i === other ? one : i));
}

function inputsAgree(
  renaming: Renaming,
  swap: Permutation,
  one: Endpoint<Machine> | undefined,
  other: Endpoint<Machine> | undefined,
): boolean {
  // An input need not be plain data: the same one is enough.
  const isSame = one?.input === other?.input;
  const inputs = (of: Endpoint<Machine> | undefined) => valuesOf('input', of?.input).map((it) => it ?? null);
  const renamed = inputs(one).map((input) => textOf(renaming.data(swap, input)));
  if (!isSame && !isSameSet(renamed, inputs(other).map(textOf))) return false;
  if (typeof one?.events === 'function' || typeof other?.events === 'function') return true;
  const texts = (events: readonly unknown[]) => events.map((event) => canonicalText(event));
  const mine = texts((one?.events ?? []).map((event) => renaming.event(swap, event)));
  return isSameSet(mine, texts(other?.events ?? []));
}

function isSameSet<T>(one: readonly T[], other: readonly T[]): boolean {
  const [mine, theirs] = [new Set(one), new Set(other)];
  return mine.size === theirs.size && [...mine].every((it) => theirs.has(it));
}

/** The text of an input; one that is not plain data is like no other. */
function textOf(input: unknown): string | symbol {
  try {
    return canonicalText(input);
  } catch {
    return Symbol('not plain data');
  }
}

/** How the initial states tell two endpoints apart that are exchanged; null for not at all. */
function objectionAtStart(
  renaming: Renaming,
  swap: Permutation,
  model: Composition,
  pair: string,
): string | null {
  const { initials, width } = model;
  const [only] = initials;
  if (initials.length === 1 && only !== undefined) {
    const slot = slotThatDiffers(renaming, swap, model, only);
    if (slot === null) return null;
    return `the initial state of ${slot} tells the endpoints ${pair} apart: it changes when these names are exchanged in it; so they are not alike`;
  }
  const known = new Set(initials.map((initial) => initial.join()));
  const alone = initials.findIndex((initial) => {
    const image = new Uint32Array(width);
    for (let i = 0; i < width - 2; i++) image[swap[i] ?? i] = renaming.local(swap, i, initial[i] ?? 0);
    image[width - 2] = renaming.network(swap, initial[width - 2] ?? 0);
    image[width - 1] = renaming.history(swap, initial[width - 1] ?? 0);
    return !known.has(image.join());
  });
  if (alone < 0) return null;
  return `the initial states tell the endpoints ${pair} apart: when these names are exchanged in the initial state ${alone}, it is none of them any more; so they are not alike`;
}

/** The part of the initial state that is another one when two endpoints are exchanged; null for none. */
function slotThatDiffers(
  renaming: Renaming,
  swap: Permutation,
  { values: { names }, width }: Composition,
  initial: Uint32Array,
): string | null {
  for (let i = 0; i < names.length; i++) {
    const renamed = renaming.local(swap, i, initial[i] ?? 0);
    if (renamed !== initial[swap[i] ?? i]) return `the endpoint "${names[i]}"`;
  }
  if (renaming.network(swap, initial[width - 2] ?? 0) !== initial[width - 2]) return 'the network';
  if (renaming.history(swap, initial[width - 1] ?? 0) !== initial[width - 1]) return 'the history';
  return null;
}
