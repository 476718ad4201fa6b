import type { Trace, TraceStep } from 'allways';
import type { Driver, DriverAction, Reports } from 'allways/testing';
import type { EventObject } from 'xstate';
import type { Segment } from '../../../machines/tcp/segment.ts';
import type { Stack } from '../link/stack.ts';
import { SIDES, type Side } from './hosts.ts';
import { placeOf, RealEnd, type Sent } from './real-end.ts';
import type { Comparison } from './tolerance.ts';

/** A stack that stands for one side, and how it is compared with it. */
export interface Subject {
  readonly stack: Stack;
  readonly comparison: Comparison;
}

/** Who is real; the other side, if only one is, is played by the model. */
export type Subjects = Readonly<Partial<Record<Side, Subject>>>;

/** Takes one stack, or two, along one path of machines/tcp. The network between them is the path's. */
export class TcpDriver implements Driver<Sent> {
  readonly ends: ReadonlyMap<Side, RealEnd>;

  constructor(subjects: Subjects, trace: Trace) {
    this.ends = new Map(
      SIDES.flatMap((side) => {
        const subject = subjects[side];
        if (subject === undefined) return [];
        const initial = placeOf({ after: trace.initial }, side);
        return [[side, new RealEnd(side, subject.stack, subject.comparison, initial)]];
      }),
    );
  }

  async reset(): Promise<void> {
    for (const end of this.ends.values()) await end.reset();
  }

  async apply(action: DriverAction<Sent>, step: TraceStep): Promise<void> {
    if (action.kind === 'drop') return;
    if (action.kind === 'tick') {
      for (const end of this.ends.values()) await end.tick();
      return;
    }
    await this.ends.get(action.endpoint as Side)?.perform(action, step);
  }

  /**
   * What cannot be seen before a path has ended: how long TIME-WAIT lasts.
   *
   * @returns the side that is wrong, and what it has thrown, or null
   */
  async finish(): Promise<{ readonly side: Side; readonly cause: unknown } | null> {
    for (const [side, end] of this.ends) {
      try {
        await end.finish();
      } catch (cause) {
        return { side, cause };
      }
    }
    return null;
  }

  read(): Reports<Sent> {
    return Object.fromEntries([...this.ends].map(([side, end]) => [side, end.report()]));
  }

  decode({ event }: Sent): EventObject {
    return event;
  }

  encode(event: EventObject): Sent {
    return { event: event as unknown as Segment };
  }
}
