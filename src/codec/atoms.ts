import type { Composition } from '../composition/composition.ts';
import { packetOfText, packetText } from '../composition/packet-text.ts';
import type { LocalStates } from '../endpoint/local-states.ts';
import { ModelError } from '../language/errors.ts';
import { fromTaggedJson, taggedJson } from '../tables/kinds/tagged-json.ts';
import { type Atom, type AtomKind, type LocalWay, namedText } from './atom.ts';
import { NameTable } from './name-table.ts';
import { type Name, nameOf, nameWords } from './names.ts';
import { wayBetween } from './ways.ts';

/** Values that are known by name only: who has met them must tell what they are. */
export class MissingAtoms extends Error {
  readonly names: readonly Name[];

  constructor(names: readonly Name[]) {
    super(`${names.length} names stand for nothing that is known here`);
    this.name = 'MissingAtoms';
    this.names = names;
  }
}

/** The atoms of one composition: what ids of local states, packets and histories are called. */
export class Atoms {
  /** Number of endpoints. */
  readonly endpoints: number;
  readonly #composition: Composition;
  /** Per kind: the endpoints, packets, histories. */
  readonly #tables: readonly NameTable[];

  constructor(composition: Composition) {
    this.#composition = composition;
    this.endpoints = composition.endpoints.length;
    this.#tables = Array.from({ length: this.endpoints + 2 }, () => new NameTable());
  }

  /** The names of a kind, in which every id has one that `nameAll` was told of. */
  table(kind: AtomKind): NameTable {
    const table = this.#tables[this.#number(kind)];
    if (table === undefined) throw new RangeError(`no endpoint has the number ${kind}`);
    return table;
  }

  /** The table of a kind, once an id has a name in it. */
  named(kind: AtomKind, id: number): NameTable {
    const table = this.table(kind);
    if (!table.has(id)) table.set(id, ...nameWords(nameOf(namedText(kind, this.#text(kind, id)))));
    return table;
  }

  /** All that is to be told of an atom; of a local state, how the step of this action leads to it from another one. */
  atom(kind: AtomKind, id: number, from: number | null, action: number): Atom {
    const text = this.#text(kind, id);
    const name = nameOf(namedText(kind, text));
    if (typeof kind !== 'number') return { kind, name, text };
    const { values } = this.#composition;
    if (from === null) return { kind, name, text, way: startIn(values.locals[kind], id) };
    const [way, by] = wayBetween(values, kind, from, id, action);
    const fromName = nameOf(namedText(kind, this.#text(kind, from)));
    return {
      kind,
      name,
      text,
      way: by === undefined ? { kind: way, from: fromName } : { kind: way, from: fromName, by },
    } as Atom;
  }

  /**
   * Makes what others have met. What an atom is made from must be known, or among them.
   *
   * @throws MissingAtoms if it is not
   * @throws ModelError if something else comes out here
   */
  learn(atoms: readonly Atom[]): void {
    const given = new Map(atoms.map((atom) => [keyOf(atom.kind, atom.name), atom]));
    const missing = new Set<Name>();
    for (const atom of atoms) this.#learnWith(atom, given, missing);
    if (missing.size > 0) throw new MissingAtoms([...missing]);
  }

  /** Makes an atom, and before it what it is made from: ways may be long, so they are gone without recursion. */
  #learnWith(atom: Atom, given: ReadonlyMap<string, Atom>, missing: Set<Name>): void {
    const open = [atom];
    for (let next = open.at(-1); next !== undefined; next = open.at(-1)) {
      const { kind, name, way } = next;
      const from = way !== undefined && way.kind !== 'start' ? way.from : null;
      if (this.#id(kind, name) >= 0) open.pop();
      else if (from === null || this.#id(kind, from) >= 0) {
        this.#make(next);
        open.pop();
      } else {
        const before = given.get(keyOf(kind, from));
        if (before === undefined || open.includes(before)) {
          missing.add(from);
          return;
        }
        open.push(before);
      }
    }
  }

  #id(kind: AtomKind, name: Name): number {
    return this.table(kind).id(...nameWords(name));
  }

  #make(atom: Atom): void {
    const { kind, name } = atom;
    const id = this.#idOf(atom);
    const text = id < 0 ? null : this.#text(kind, id);
    if (text !== atom.text) {
      throw new ModelError(
        `the model does not come to the same states everywhere: ${atom.text} comes out as ${text ?? 'nothing'} elsewhere. Either it is not the same model, or something outside of its data decides`,
      );
    }
    this.table(kind).set(id, ...nameWords(name));
  }

  #idOf({ kind, text, way }: Atom): number {
    const { locals, network, messages, history } = this.#composition.values;
    if (kind === 'packet') return network.things.idOf(packetOfText(text, messages));
    if (kind === 'history') return history().idOf(fromTaggedJson(JSON.parse(text)));
    const states = locals[kind];
    if (states === undefined || way === undefined) return -1;
    if (way.kind === 'start') return states.reach('start', way.input ?? 0, undefined);
    const by = 'by' in way ? fromTaggedJson(way.by) : undefined;
    return states.reach(way.kind, this.#id(kind, way.from), by);
  }

  #text(kind: AtomKind, id: number): string {
    const { locals, network, history } = this.#composition.values;
    if (kind === 'packet') return packetText(network.things.value(id));
    if (kind === 'history') return JSON.stringify(taggedJson(history().value(id)));
    return locals[kind]?.text(id) ?? '';
  }

  #number(kind: AtomKind): number {
    if (kind === 'packet') return this.endpoints;
    return kind === 'history' ? this.endpoints + 1 : kind;
  }
}

/** The way to a local state in which an endpoint starts. */
function startIn(states: LocalStates | undefined, id: number): LocalWay {
  if (states === undefined || states.inputs.length === 1) return { kind: 'start' };
  return { kind: 'start', input: states.inputOf(id) };
}

function keyOf(kind: AtomKind, name: Name): string {
  return `${kind} ${name}`;
}
