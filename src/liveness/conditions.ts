import { ModelError } from '../language/errors.ts';
import type { AnyAction, AnyFairness, AnyMessage, AnyParameters } from '../language/forgotten.ts';
import { answered, described } from '../language/form/answer.ts';
import { pureCall } from '../language/pure.ts';
import type { Instance } from '../model/instance.ts';
import type { StepReader } from '../model/reader.ts';
import { ACTION, ARMING, type ArmingLabels, SENT } from '../model/steps.ts';
import { PairMap } from '../tables/pair-map.ts';
import { canonicalText } from '../tables/plain-data.ts';
import { ReadMemo } from '../tables/read-memo.ts';
import type { StateGraph } from './state-graph.ts';

/** What a condition demands of what is repeated without end. */
export type Demand =
  /** If the steps of the condition are possible in every state, one of them is taken. */
  | 'weak'
  /** If they are possible in some state, one of them is taken. */
  | 'strong'
  /** If some step asks for it, some step does it. */
  | 'pair'
  /** Some step does it, or some state has it done. */
  | 'recurrent';

/** One condition of fairness: of an assumption with a key, there is one for each key. */
export interface Condition {
  /** The assumption that it belongs to. */
  readonly assumption: string;
  readonly demand: Demand;
  /** Which of the conditions of the assumption it is; null if there is only one. */
  readonly key: string | null;
}

/** What a step means to conditions, by their ids. */
export interface Bearing {
  /** Steps that mean the same have the same, from 0 on. */
  readonly id: number;
  /** Conditions to whose steps it belongs: it is taken, and, if it is more than idle, possible where it leads from. */
  readonly belongs: readonly number[];
  /** Conditions that it meets besides. */
  readonly meets: readonly number[];
  /** Conditions that it asks for. */
  readonly asks: readonly number[];
  /** Of those to which it belongs, the ones that demand something of every behaviour; and whether there are others. */
  readonly recurs: readonly number[];
  readonly demands: boolean;
}

type Meaning = Pick<Bearing, 'belongs' | 'meets' | 'asks'>;

const NOTHING: Meaning = { belongs: [], meets: [], asks: [] };

/** What one assumption says of a step; the parts that labels tell. */
interface Told {
  readonly belongs?: readonly string[];
  readonly meets?: readonly string[];
  readonly asks?: readonly string[];
}

interface ToldAssumption {
  readonly name: string;
  readonly demand: Demand;
  told(action: AnyAction, sent: readonly AnyMessage[], armed: readonly string[]): Told;
}

interface AskedAssumption {
  readonly name: string;
  readonly demand: Demand;
  /** Id of the condition, plus one; 0 for none. */
  readonly memo: ReadMemo;
}

/** The only condition of an assumption without keys. */
const ONLY = '';

/** The conditions of fairness of one instance. They are found as the steps are that they speak of. */
export class Conditions {
  readonly all: Condition[] = [];
  readonly #ids = new Map<string, number>();
  readonly #reader: StepReader;
  readonly #width: number;
  readonly #arming: ArmingLabels | null;
  readonly #told: readonly ToldAssumption[];
  readonly #asked: readonly AskedAssumption[];
  /** Names of the assumptions that are about steps of the model's choice. */
  readonly #chosen: readonly string[];
  readonly #byLabel: (Bearing | undefined)[] = [];
  readonly #bearings: Bearing[] = [];
  readonly #bearingIds = new Map<string, number>();
  /** By what a step means and a condition to which it belongs besides: what it means then. */
  readonly #more = new PairMap();
  readonly #none = this.#bearing(NOTHING);

  constructor({ model, fairness, parameters }: Instance) {
    this.#reader = model.reader;
    this.#width = model.width;
    this.#arming = model.extension(ARMING);
    this.#told = fairness.flatMap(([name, each]) => toldOf(name, each));
    this.#asked = fairness.flatMap(([name, each]) => this.#askedOf(name, each, parameters));
    this.#chosen = fairness.filter(([, each]) => isChoice(each)).map(([name]) => name);
    // These make a demand even if no step ever belongs to them.
    this.recurrent = this.#told
      .filter(({ demand }) => demand === 'recurrent')
      .map(({ name, demand }) => this.#id(name, demand, ONLY));
  }

  /** Whether something may have to be done because it stays possible: then what is possible matters where steps were cut off. */
  get dependsOnPossible(): boolean {
    return [...this.#told, ...this.#asked].some(({ demand }) => demand === 'weak' || demand === 'strong');
  }

  /** The ids of the conditions that demand something of every behaviour. */
  readonly recurrent: readonly number[];

  /** What a step of the loaded state means; to assumptions that the model describes, idle ones mean nothing. */
  bearing(graph: StateGraph, edge: number): Bearing {
    if (this.#told.length + this.#asked.length === 0) return this.#none;
    const label = graph.label(edge);
    const told = this.#byLabel[label] ?? this.#learn(graph, edge, label);
    // Weak and strong fairness are about steps that change or show something, as WF and SF of TLA+ (Lamport, 1994) are.
    if (this.#asked.length === 0 || graph.action(edge) < 0) return told;
    const vector = graph.step(edge);
    let bearing = told;
    for (const { memo } of this.#asked) {
      const id = memo.get(vector);
      if (id > 0) bearing = this.#with(bearing, id - 1);
    }
    return bearing;
  }

  /** Whether what the model says of the step with this vector follows from slots that `covers` accepts. */
  dependsOnlyOn(covers: (slot: number) => boolean, vector: Uint32Array): boolean {
    return this.#asked.every(({ memo }) => memo.dependsOnlyOn(covers, vector));
  }

  /** What a step means that belongs to one condition more. */
  #with(bearing: Bearing, condition: number): Bearing {
    const known = this.#bearings[this.#more.get(bearing.id, condition)];
    if (known !== undefined) return known;
    const more = this.#bearing({ ...bearing, belongs: [...bearing.belongs, condition] });
    this.#more.set(bearing.id, condition, more.id);
    return more;
  }

  /** Names of assumptions about steps that the model describes or names, to which no step belongs that was met. */
  withoutSteps(): readonly string[] {
    return this.#chosen.filter((name) => !this.all.some(({ assumption }) => assumption === name));
  }

  /** What steps mean that have this id. */
  withId(id: number): Bearing {
    return this.#bearings[id] ?? this.#none;
  }

  #bearing({ belongs, meets, asks }: Meaning): Bearing {
    const text = `${belongs.join()};${meets.join()};${asks.join()}`;
    const id = this.#bearingIds.get(text) ?? this.#bearings.length;
    const known = this.#bearings[id];
    if (known !== undefined) return known;
    const recurs = belongs.filter((each) => this.all[each]?.demand === 'recurrent');
    const demands = recurs.length < belongs.length;
    const bearing = { id, belongs, meets, asks, recurs, demands };
    this.#bearingIds.set(text, id);
    this.#bearings.push(bearing);
    return bearing;
  }

  #learn(graph: StateGraph, edge: number, label: number): Bearing {
    if (this.#told.length === 0) return this.#none;
    const vector = graph.step(edge);
    const action = this.#reader.action(vector[this.#width * 2 + ACTION] ?? 0);
    const sent = this.#reader.sent(vector[this.#width * 2 + SENT] ?? 0);
    const armed = this.#arming?.armedBy(label) ?? [];
    const told = this.#told.map((each) => ({ each, told: each.told(action, sent, armed) }));
    const ids = (part: keyof Told): readonly number[] => [
      ...new Set(
        told.flatMap(({ each: { name, demand }, told: said }) =>
          (said[part] ?? []).map((key) => this.#id(name, demand, key)),
        ),
      ),
    ];
    const bearing = this.#bearing({ belongs: ids('belongs'), meets: ids('meets'), asks: ids('asks') });
    this.#byLabel[label] = bearing;
    return bearing;
  }

  #id(assumption: string, demand: Demand, key: string): number {
    const text = JSON.stringify([assumption, key]);
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const id = this.all.push({ assumption, demand, key: key === ONLY ? null : key }) - 1;
    this.#ids.set(text, id);
    return id;
  }

  #askedOf(name: string, fairness: AnyFairness, parameters: AnyParameters): readonly AskedAssumption[] {
    if (fairness.kind !== 'weak' && fairness.kind !== 'strong') return [];
    const { kind, steps, key } = fairness;
    const what = `fairness "${name}"`;
    const keyOf = (vector: Uint32Array, offset: number, reads: number[]): string | null => {
      const view = this.#reader.step(vector, offset, reads);
      if (steps !== undefined) return answered(what, steps(view, parameters)) ? ONLY : null;
      return keyText(what, key?.(view, parameters));
    };
    const memo = new ReadMemo((vector, offset, reads) => {
      const text = pureCall(what, () => keyOf(vector, offset, reads));
      return text === null ? 0 : this.#id(name, kind, text) + 1;
    }, this.#reader.sourceOf);
    return [{ name, demand: kind, memo }];
  }
}

/** Whether an assumption chooses its steps, so that it is a mistake if there are none; others are about all of a kind. */
function isChoice(fairness: AnyFairness): boolean {
  switch (fairness.kind) {
    case 'weak':
    case 'strong':
    case 'calls':
      return true;
    case 'timers-fire':
      return fairness.timers !== undefined;
    case 'fair-loss':
      return fairness.messages !== undefined;
    case 'deliveries':
    case 'time-passes':
      return false;
  }
}

function keyText(what: string, value: unknown): string | null {
  if (value === null) return null;
  // A key of its own for what is equal to the condition without keys: the empty text is one, too.
  if (typeof value === 'string') return `${value} `;
  throw new ModelError(`${what}: key returns ${described(value)}; it must return a text, or null for none`);
}

/** Assumptions that speak of nothing but action, messages sent and timers armed: all steps with one label are alike to them. */
function toldOf(name: string, fairness: AnyFairness): readonly ToldAssumption[] {
  switch (fairness.kind) {
    case 'weak':
    case 'strong':
      return [];
    case 'deliveries':
      return [
        {
          name,
          demand: 'weak',
          told: (action) => (action.kind === 'deliver' ? { belongs: [messageKey(action.message)] } : {}),
        },
      ];
    case 'fair-loss': {
      const isMeant = ({ event }: AnyMessage) => fairness.messages?.includes(event.type) ?? true;
      return [
        {
          name,
          demand: 'pair',
          told: (action, sent) => ({
            meets: action.kind === 'deliver' && isMeant(action.message) ? [messageKey(action.message)] : [],
            asks: sent.filter(isMeant).map(messageKey),
          }),
        },
      ];
    }
    case 'timers-fire': {
      const isMeant = (timer: string) => fairness.timers?.includes(timer) ?? true;
      return [
        {
          name,
          demand: 'weak',
          told: (action, _, armed) => ({
            belongs:
              action.kind === 'expire' && isMeant(action.timer)
                ? [timerKey(action.endpoint, action.timer)]
                : [],
            meets:
              'endpoint' in action
                ? armed.filter(isMeant).map((timer) => timerKey(action.endpoint, timer))
                : [],
          }),
        },
      ];
    }
    case 'time-passes':
      return [
        { name, demand: 'recurrent', told: (action) => (action.kind === 'tick' ? { belongs: [ONLY] } : {}) },
      ];
    case 'calls': {
      const { events, endpoints } = fairness;
      return [
        {
          name,
          demand: 'weak',
          told: (action) =>
            action.kind === 'event' &&
            events.includes(action.event.type) &&
            (endpoints?.includes(action.endpoint) ?? true)
              ? { belongs: [`${action.event.type} of ${action.endpoint}`] }
              : {},
        },
      ];
    }
  }
}

/** A message without what no machine sees of it: mark and age. */
function messageKey({ from, to, event }: AnyMessage): string {
  return `${from} to ${to}: ${canonicalText(event, 'event')}`;
}

function timerKey(endpoint: string, timer: string): string {
  return `${timer} of ${endpoint}`;
}
