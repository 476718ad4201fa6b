import { xml } from '../drawing/xml.ts';
import type { ChartAction, ChartTransition } from '../machines/chart.ts';
import { quoted } from './conditions.ts';
import type { EventNames } from './names.ts';

/** What machines do, as elements of executable content: effects, and the timers of their states. */
export class Effects {
  readonly #events: EventNames;

  constructor(events: EventNames) {
    this.#events = events;
  }

  /** What is done to the machine itself is done here, too; the rest is logged. */
  of(actions: readonly ChartAction[]): readonly string[] {
    return actions.map(({ text, self }) => {
      if (self === null) return `<log label="${xml(text)}"/>`;
      if (self.kind === 'cancel') return `<cancel sendid="${xml(self.id)}"/>`;
      const event = xml(this.#events.of(self.event));
      if (self.delay === null) return `<raise event="${event}"/>`;
      const id = self.id === null ? '' : `id="${xml(self.id)}" `;
      return `<send ${id}event="${event}" ${delayAttribute(self.delay)}/>`;
    });
  }

  timers(id: string, delays: ReadonlySet<string>): readonly string[] {
    return [...delays].map((name) => {
      const event = xml(timerEvent(id, name));
      return `<send id="${event}" event="${event}" ${delayAttribute(millisecondsOf(name) ?? name)}/>`;
    });
  }
}

/** What cancels the timers of a state when it is left. */
export function cancels(id: string, delays: ReadonlySet<string>): readonly string[] {
  return [...delays].map((name) => `<cancel sendid="${xml(timerEvent(id, name))}"/>`);
}

/** The delay by which a transition is set off, if one is. */
export function timerOf({ trigger }: ChartTransition): readonly string[] {
  return trigger.kind === 'after' ? [trigger.delay] : [];
}

/** The name of the delay has no dots, so that no timer's event begins like another one's. */
export function timerEvent(stateId: string, delay: string): string {
  return `after.${delay.replace(/[^\p{L}\p{N}_]/gu, (sign) => (sign === ' ' ? '_' : `-${sign.codePointAt(0)}-`))}.${stateId}`;
}

/** The milliseconds of a delay that is one; null for the name of one. */
export function millisecondsOf(delay: string): number | null {
  const found = /^([\d.]+) ms$/.exec(delay)?.[1];
  return found === undefined ? null : Number(found);
}

function delayAttribute(delay: number | string): string {
  return typeof delay === 'number' ? `delay="${delay}ms"` : `delayexpr="${xml(`delays[${quoted(delay)}]`)}"`;
}
