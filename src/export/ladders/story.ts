import type { AnyAction } from '../../language/forgotten.ts';
import { linkText } from '../../language/state-text.ts';
import { changedMarks } from '../../trace/changed-marks.ts';
import { answerText, effectText, eventText, IN_PICTURES, takenText } from '../../trace/event-text.ts';
import type { Judgement } from '../../trace/judge.ts';
import { AGAIN, BACK, STOPS } from '../../trace/lasting.ts';
import { messagesOf, namingOf, type ShownEvent } from '../../trace/naming.ts';
import { shownContext, shownState } from '../../trace/shown-state.ts';
import { startText } from '../../trace/start-text.ts';
import type { Trace, TraceState, TraceStep } from '../../trace/trace.ts';
import { type Running, StoryTimers } from './story-timers.ts';

/** Characters of what an endpoint remembers in the beginning, at most. */
const LONGEST_CONTEXT = { whole: 200, value: 100 } as const;

/** How a message, or a copy of it, ended. */
export type Fate =
  | 'delivered'
  /** Delivered once more. */
  | 'duplicate'
  | 'lost'
  /** Lost after it had been delivered. */
  | 'copy lost'
  | 'expired'
  | 'copy expired'
  /** The network was full. */
  | 'no room'
  /** The session was not open, or a partition stood between. */
  | 'no way'
  /** An equal message was in flight. */
  | 'merged'
  | 'in flight'
  | 'copy in flight';

/** Where and how one sending of a message ends. */
export interface End {
  readonly fate: Fate;
  /** Index of the moment. */
  readonly moment: number;
}

/** One sending of a message. */
export interface Sending {
  readonly number: number;
  readonly label: string;
  /** Indices of the endpoints. */
  readonly from: number;
  readonly to: number;
  /** Index of the moment in which it was sent, and its place among those sent then. */
  readonly moment: number;
  readonly slot: number;
  readonly ends: readonly End[];
  /** Where its mark changed. */
  readonly remarks: readonly { readonly moment: number; readonly mark: string }[];
}

/** What kind of note stands beside a lifeline. */
export type NoteKind = 'call' | 'timer' | 'receipt' | 'observation' | 'armed' | 'alarm' | 'stale' | 'aged';

/** One line of text beside a lifeline. */
export interface Note {
  readonly kind: NoteKind;
  readonly text: string;
}

/** One step of a trace, or its beginning, told for pictures. */
export interface Moment {
  /** 0 for the beginning; of the end of a trace, what comes before it counts. */
  readonly step: number;
  readonly kind: 'start' | AnyAction['kind'];
  /** Index of the endpoint that acts; null for losses, ticks, and what happens to links. */
  readonly lane: number | null;
  /** Ticks since the beginning, after it. */
  readonly tick: number;
  readonly notes: readonly Note[];
  /** The state that the acting endpoint enters; null if it stays. */
  readonly state: string | null;
  /** Number of messages sent. */
  readonly sends: number;
  /** Properties that are decided here. */
  readonly findings: readonly Judgement[];
  /** Of what lasts for ever: whether it is repeated from after this moment on, ends with it, or stops here. */
  readonly lasting: 'again' | 'back' | 'stops' | null;
}

/** A trace told for pictures: moments, sendings and timers. */
export interface Story {
  readonly endpoints: readonly string[];
  /** At which initial state it begins, and what was chosen there; empty where there is only one. */
  readonly start: string;
  /** The states in the beginning, by index of the endpoint. */
  readonly initial: readonly string[];
  /** What the endpoints remember in the beginning. */
  readonly contexts: readonly string[];
  readonly moments: readonly Moment[];
  readonly sendings: readonly Sending[];
  readonly timers: readonly Running[];
}

/** What is said of a moment of what lasts for ever. */
export function lastingText(lasting: NonNullable<Moment['lasting']>): string {
  return { again: AGAIN, back: BACK, stops: STOPS }[lasting];
}

interface Open {
  readonly sending: Sending & { readonly ends: End[]; readonly remarks: { moment: number; mark: string }[] };
  delivered: boolean;
}

/** What is known of a trace of which only the end is told. */
export interface EndOf {
  /** How many steps come before: numbers of steps count them. */
  readonly before: number;
  /** How messages are shown on the whole of it. */
  readonly naming: (event: object) => ShownEvent;
}

/** Tells a trace in the order of its steps: all of it, or the end of one. */
export function storyOf(trace: Trace, findings: readonly Judgement[] = [], endOf?: EndOf): Story {
  return new StoryTeller(trace, findings, endOf ?? wholeOf(trace)).tell();
}

function wholeOf(trace: Trace): EndOf {
  return { before: 0, naming: namingOf(messagesOf(trace)) };
}

class StoryTeller {
  readonly #trace: Trace;
  readonly #findings: readonly Judgement[];
  readonly #shown: (event: object) => ShownEvent;
  readonly #before: number;
  readonly #moments: Moment[] = [];
  readonly #sendings: Open[] = [];
  /** What is in flight, by number. */
  readonly #open = new Map<number, Open>();
  readonly #timers = new StoryTimers();

  constructor(trace: Trace, findings: readonly Judgement[], { before, naming }: EndOf) {
    this.#trace = trace;
    this.#findings = findings;
    this.#shown = naming;
    this.#before = before;
  }

  tell(): Story {
    const { endpoints, start, initial, steps } = this.#trace;
    this.#begin();
    let before = initial;
    for (const [i, step] of steps.entries()) {
      this.#tellStep(step, before, i + 1);
      before = step.after;
    }
    this.#finish(before);
    return {
      endpoints,
      start: start === undefined ? '' : startText(start),
      initial: endpoints.map((name) => stateIn(initial, name)),
      contexts: endpoints.map((name) => contextIn(initial, name)),
      moments: this.#moments,
      sendings: this.#sendings.map(({ sending }) => sending),
      timers: this.#timers.finish(this.#moments.length - 1),
    };
  }

  #begin(): void {
    const { initial, endpoints } = this.#trace;
    const sent = initial.network.map((message) => ({
      message,
      number: message.number,
      fate: 'in flight' as const,
    }));
    this.#send(sent, 0);
    for (const [lane, endpoint] of endpoints.entries()) {
      this.#timers.follow({ lane, endpoint, before: null, after: initial, moment: 0, fired: null });
    }
    this.#moments.push({ ...this.#blank(0, 'start', null, initial), sends: sent.length });
  }

  #tellStep(step: TraceStep, before: TraceState, at: number): void {
    const { action, after } = step;
    const lane = 'endpoint' in action ? this.#trace.endpoints.indexOf(action.endpoint) : null;
    if (step.number !== null) this.#end(step, at);
    for (const { number } of step.expired) this.#close(number, at, 'expired', 'copy expired');
    for (const { number } of step.purged) this.#close(number, at, 'lost', 'copy lost');
    const stale = this.#remark(before, after, at);
    this.#send(step.sent, at);
    const state = lane === null ? null : this.#entered(before, after, lane);
    const armed = lane === null ? [] : this.#retime(step, before, lane, at);
    this.#moments.push({
      ...this.#blank(at, action.kind, lane, after),
      state,
      sends: step.sent.length,
      notes: [...this.#cause(step, state), ...observed(step), ...armed, ...stale],
    });
  }

  #blank(at: number, kind: Moment['kind'], lane: number | null, { tick }: TraceState): Moment {
    const step = this.#before + at;
    const findings = this.#findings.filter((finding) => finding.step === step);
    const lasting = this.#lasting(at);
    return { step, kind, lane, tick, notes: [], state: null, sends: 0, findings, lasting };
  }

  #lasting(step: number): Moment['lasting'] {
    const { again, steps } = this.#trace;
    if (again === undefined) return null;
    if (again === steps.length) return step === again ? 'stops' : null;
    return step === again ? 'again' : step === steps.length ? 'back' : null;
  }

  #entered(before: TraceState, after: TraceState, lane: number): string | null {
    const name = this.#trace.endpoints[lane] ?? '';
    const state = stateIn(after, name);
    return state === stateIn(before, name) ? null : state;
  }

  #cause(step: TraceStep, state: string | null): readonly Note[] {
    const { action } = step;
    const isNothing = !step.changed && state === null && step.sent.length + step.observations.length === 0;
    const ignored = isNothing && step.thrown === null ? ' (ignored)' : '';
    switch (action.kind) {
      case 'event':
        return [{ kind: 'call', text: `${effectText(action.event, IN_PICTURES)}${ignored}` }];
      case 'answer':
        return [{ kind: 'call', text: `${answerText(action, IN_PICTURES)}${ignored}` }];
      case 'crash':
        return [{ kind: 'call', text: 'crashes' }];
      case 'restart':
        return [{ kind: 'call', text: 'starts again' }];
      case 'expire':
        return [{ kind: 'timer', text: `${action.timer} fires${ignored}` }];
      case 'deliver': {
        const marked = this.#trace.initialMark !== null && action.message.mark !== this.#trace.initialMark;
        const words = [
          ...(marked ? [action.message.mark] : []),
          ...(step.earlierDeliveries > 0 ? ['duplicate'] : []),
        ];
        const taken = takenText(action, IN_PICTURES);
        if (words.length === 0 && ignored === '' && taken === '') return [];
        const text = [...words, `#${step.number}`, ...(taken === '' ? [] : [taken])].join(' ');
        return [{ kind: marked ? 'stale' : 'receipt', text: `${text}${ignored}` }];
      }
      case 'break':
      case 'open':
      case 'down':
      case 'up':
        return [{ kind: 'alarm', text: linkText(action) }];
      case 'drop':
      case 'tick':
        return [];
    }
  }

  #send(sent: TraceStep['sent'], moment: number): void {
    for (const [slot, { message, number, fate }] of sent.entries()) {
      const from = this.#trace.endpoints.indexOf(message.from);
      const to = this.#trace.endpoints.indexOf(message.to);
      const label = `#${number} ${eventText(this.#shown(message.event), IN_PICTURES)}`;
      const open: Open = {
        sending: { number, label, from, to, moment, slot, ends: [], remarks: [] },
        delivered: false,
      };
      this.#sendings.push(open);
      if (fate === 'in flight') this.#open.set(number, open);
      else open.sending.ends.push({ fate, moment });
    }
  }

  /** The delivery or loss of a message. */
  #end(step: TraceStep, moment: number): void {
    const number = step.number ?? 0;
    if (step.action.kind === 'drop') {
      this.#close(number, moment, 'lost', 'copy lost');
      return;
    }
    const open = this.#open.get(number);
    open?.sending.ends.push({ fate: step.earlierDeliveries > 0 ? 'duplicate' : 'delivered', moment });
    if (open !== undefined) open.delivered = true;
    if (step.action.kind === 'deliver' && !step.action.copyStays) this.#open.delete(number);
  }

  #close(number: number, moment: number, undelivered: Fate, delivered: Fate): void {
    const open = this.#open.get(number);
    open?.sending.ends.push({ fate: open.delivered ? delivered : undelivered, moment });
    this.#open.delete(number);
  }

  #remark(before: TraceState, after: TraceState, moment: number): readonly Note[] {
    if (this.#trace.initialMark === null) return [];
    return changedMarks(before, after).map(({ mark, numbers }) => {
      for (const number of numbers) this.#open.get(number)?.sending.remarks.push({ moment, mark });
      return { kind: 'stale', text: `${numbers.map((number) => `#${number}`).join(' ')} now ${mark}` };
    });
  }

  #retime({ action, after }: TraceStep, before: TraceState, lane: number, moment: number): readonly Note[] {
    const endpoint = this.#trace.endpoints[lane] ?? '';
    const fired = action.kind === 'expire' ? action.timer : null;
    const notes = this.#timers.follow({ lane, endpoint, before, after, moment, fired });
    return notes.map((text) => ({ kind: 'armed', text }));
  }

  #finish(last: TraceState): void {
    const moment = this.#moments.length - 1;
    const flying = new Set(last.network.map(({ number }) => number));
    for (const [number, { sending, delivered }] of this.#open) {
      if (flying.has(number)) sending.ends.push({ fate: delivered ? 'copy in flight' : 'in flight', moment });
      else sending.ends.push({ fate: 'merged', moment: this.#lastMomentOf(number) });
    }
  }

  /** When a message was seen in flight for the last time. */
  #lastMomentOf(number: number): number {
    return (
      this.#trace.steps.findLastIndex((step) =>
        step.after.network.some((packet) => packet.number === number),
      ) + 1
    );
  }
}

function observed(step: TraceStep): readonly Note[] {
  const notes: Note[] = step.observations.map(({ effect }) => ({
    kind: 'observation',
    text: effectText(effect, IN_PICTURES),
  }));
  return step.thrown === null ? notes : [...notes, { kind: 'alarm', text: `throws: ${step.thrown}` }];
}

function stateIn(state: TraceState, endpoint: string): string {
  const local = state.endpoints[endpoint];
  return local === undefined ? '' : shownState(local);
}

function contextIn(state: TraceState, endpoint: string): string {
  const local = state.endpoints[endpoint];
  return local === undefined ? '' : shownContext(local, LONGEST_CONTEXT.whole, LONGEST_CONTEXT.value);
}
