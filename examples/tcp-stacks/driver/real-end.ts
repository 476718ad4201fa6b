import type { TraceStep } from 'allways';
import type { DriverAction, EndpointReport } from 'allways/testing';
import type { EventObject } from 'xstate';
import { restartsTimeWait } from '../../../machines/tcp/habits.ts';
import type { Segment } from '../../../machines/tcp/segment.ts';
import type { Tcb } from '../../../machines/tcp/tcb.ts';
import { decodePacket, type Packet } from '../link/packet.ts';
import type { Answer, Stack } from '../link/stack.ts';
import { otherOf, RESET, type Side, SOCKETS } from './hosts.ts';
import { observedOf, toldBy } from './observed.ts';
import type { Comparison, Occasion } from './tolerance.ts';
import { bytesOf, type Given, type Place, Translation } from './translation.ts';

/** A segment as it travels between the two sides: in the numbers of the model. */
export interface Sent {
  readonly event: Segment;
}

/** A command to the harness, and its answer. */
export interface Exchange {
  readonly command: string;
  readonly given: Packet | null;
  readonly sent: readonly Packet[];
  readonly answer: Answer;
}

type Action = Exclude<DriverAction<Sent>, { readonly kind: 'drop' | 'tick' }>;

/** The model calls it a tick; in TIME-WAIT, as much passes also before each segment that arrives. */
const TICK = 1000;

/** TIME-WAIT was too long or too short. */
export class WrongTimeWait extends Error {}

/** One endpoint that is a real stack. */
export class RealEnd {
  readonly #side: Side;
  readonly #stack: Stack;
  readonly #comparison: Comparison;
  readonly #translation: Translation;
  /** How often each tolerance was needed. */
  readonly tolerated = new Map<string, number>();
  readonly exchanges: Exchange[] = [];
  #place: Place;
  #answers: Answer[] = [];
  #state = '';
  #now = 0;
  /** When the model last started its TIME-WAIT, by the stack's clock. */
  #waitsSince = 0;
  #challengedAt: number | null = null;
  /** SND.UNA when something was last sent again. */
  #sentAgainAt: number | null = null;
  #report: EndpointReport<Sent> = {};
  /** Nothing more is asked, or compared: a tolerance has ended the path. */
  #hasEnded = false;

  /** @param initial the endpoint's local state at the beginning of the trace */
  constructor(side: Side, stack: Stack, comparison: Comparison, initial: Place) {
    this.#side = side;
    this.#stack = stack;
    this.#comparison = comparison;
    this.#place = initial;
    this.#translation = new Translation(side);
  }

  async reset(): Promise<void> {
    await this.#command(RESET[this.#side]);
    if (this.#place.value === 'LISTEN') await this.#command(`listen ${SOCKETS[this.#side].port}`);
    this.#report = { value: this.#state, sent: [] };
  }

  /** A tick passes: it matters in TIME-WAIT only, since each endpoint has a clock of its own. */
  async tick(): Promise<void> {
    this.#answers = [];
    if (this.#hasEnded) return;
    if (this.#measuresTimeWait()) await this.#command(`advance ${TICK}`);
    const sent = this.#segments(this.#packets(), null).map((event) => ({ message: { event } }));
    this.#report = { value: this.#state, sent, observed: [] };
  }

  async perform(action: Action, step: TraceStep): Promise<void> {
    this.#answers = [];
    if (this.#hasEnded) return;
    const before = this.#place;
    const after = placeOf(step, this.#side);
    this.#place = after;
    const given = action.kind === 'deliver' ? this.#translation.given(action.message.event, before) : null;
    if (given !== null) await this.#deliver(given);
    else if (action.kind === 'expire') await this.#expire(action.timer);
    else if (action.kind === 'event') await this.#call(action.event, before);
    this.#begin(before, after, given);
    this.#noteTime(before, after, given);
    const expected = step.sent.map(({ message }) => message.event as unknown as Segment);
    const found = this.#segments(this.#packets(), given);
    const occasion = this.#occasion(action, given, before, after, expected, found);
    const sent = isSame(expected, found) || !this.#isExcused(occasion) ? found : expected;
    this.#noteChallenge(before, after, given, found);
    if (action.kind === 'expire') this.#sentAgainAt = found.length > 0 ? before.context.una : null;
    const effects = step.observations
      .filter(({ endpoint }) => endpoint === this.#side)
      .map(({ effect }) => effect);
    const told = toldBy(this.#answers.flatMap(({ events }) => events));
    this.#report = {
      value: this.#state,
      sent: sent.map((event) => ({ message: { event } })),
      observed: observedOf(effects, told, this.#comparison.tells),
    };
  }

  /**
   * Waits for the end of TIME-WAIT, if that is where the path has led: what restarted it shows in how long it lasts.
   *
   * @throws WrongTimeWait if it lasts longer or shorter than from when the model started it last
   */
  async finish(): Promise<void> {
    if (this.#measuresTimeWait() && !this.#hasEnded) await this.#expire('TIME_WAIT');
  }

  /** What was seen since it was last asked. */
  report(): EndpointReport<Sent> {
    const report = this.#report;
    this.#report = this.#hasEnded ? {} : { value: this.#state, sent: [], observed: [] };
    return report;
  }

  async #deliver(given: Given): Promise<void> {
    if (this.#measuresTimeWait()) await this.#command(`advance ${TICK}`);
    await this.#command(`in ${Buffer.from(bytesOf(given)).toString('hex')}`, given.packet);
  }

  async #expire(timer: string): Promise<void> {
    await this.#command('next');
    const { timeWait } = this.#comparison;
    if (timer !== 'TIME_WAIT' || timeWait === null) return;
    const lasted = this.#now - this.#waitsSince;
    if (Math.abs(lasted - timeWait.lasts) > timeWait.within)
      throw new WrongTimeWait(
        `TIME-WAIT lasted ${lasted} ms since the model started it last, not ${timeWait.lasts} ms`,
      );
  }

  async #call(event: EventObject, { value }: Place): Promise<void> {
    const { port } = SOCKETS[this.#side];
    const peer = SOCKETS[otherOf[this.#side]];
    switch (event.type) {
      case 'ACTIVE_OPEN':
        return this.#command(`open ${port} ${peer.address} ${peer.port}`);
      case 'PASSIVE_OPEN':
        return this.#command(`listen ${port}`);
      case 'SEND':
        return this.#command('send 1');
      case 'CLOSE':
        return this.#command(value === 'LISTEN' ? 'unlisten' : 'close');
      case 'ABORT':
        return this.#command(value === 'LISTEN' ? 'unlisten' : 'abort');
      default:
        throw new Error(`no stack has a call ${event.type}`);
    }
  }

  async #command(command: string, given: Packet | null = null): Promise<void> {
    const answer = await this.#stack.command(command);
    const sent = answer.sent.map(decodePacket);
    this.exchanges.push({ command, given, sent, answer });
    this.#answers.push(answer);
    this.#state = answer.state;
    this.#now = answer.now;
    if (answer.errors.length > 0)
      throw new Error(`${this.#stack.name} refuses "${command}": ${answer.errors.join(', ')}`);
  }

  #measuresTimeWait(): boolean {
    return this.#state === 'TIME-WAIT' && this.#comparison.timeWait !== null;
  }

  #packets(): readonly Packet[] {
    return this.#answers.flatMap(({ sent }) => sent.map(decodePacket));
  }

  /** Initial sequence numbers, where a connection begins; and the window. */
  #begin(before: Place, after: Place, given: Given | null): void {
    const hasMoved = this.#state !== before.value && this.#state !== 'CLOSED' && this.#state !== 'LISTEN';
    const wasOpen = before.value !== 'CLOSED' && before.value !== 'LISTEN' && before.value !== 'TIME-WAIT';
    const packets = this.#packets();
    const syn = packets.find(({ flags }) => flags.has('S'));
    if (hasMoved && !wasOpen && syn !== undefined) this.#translation.beginOwn(syn, after);
    const mayTakeSyn = !wasOpen || before.value === 'SYN-SENT';
    if (hasMoved && mayTakeSyn && given?.packet.flags.has('S') === true) this.#translation.beginPeer(given);
    for (const packet of packets) this.#translation.noteWindow(packet);
  }

  #noteTime(before: Place, after: Place, given: Given | null): void {
    if (after.value !== 'TIME-WAIT') return;
    const restarts =
      given !== null && restartsTimeWait(this.#comparison.habits, before.context, given.segment);
    if (before.value !== 'TIME-WAIT' || restarts) this.#waitsSince = this.#now;
  }

  /** An answer to a segment that moved nothing: it counts for limits on their rate. */
  #noteChallenge(before: Place, after: Place, given: Given | null, found: readonly Segment[]): void {
    const moved = after.value !== before.value || after.context.rcv !== before.context.rcv;
    if (given !== null && !moved && found.some(({ kind }) => kind === 'ACK')) this.#challengedAt = this.#now;
  }

  #segments(packets: readonly Packet[], given: Given | null): readonly Segment[] {
    return packets.flatMap((packet) => this.#translation.read(packet, this.#place.context, given));
  }

  #occasion(
    action: Action,
    given: Given | null,
    before: Place,
    after: Place,
    expected: readonly Segment[],
    found: readonly Segment[],
  ): Occasion {
    const what =
      action.kind === 'event'
        ? action.event.type
        : action.kind === 'expire'
          ? `expire ${action.timer}`
          : 'deliver';
    const isRecovering = this.#sentAgainAt === before.context.una;
    const sinceChallenge = this.#challengedAt === null ? null : this.#now - this.#challengedAt;
    return {
      what,
      segment: given?.segment ?? null,
      before,
      after,
      expected,
      found,
      sinceChallenge,
      isRecovering,
    };
  }

  #isExcused(occasion: Occasion): boolean {
    const tolerance = this.#comparison.tolerances.find((each) => each.excuses(occasion));
    if (tolerance === undefined) return false;
    if (tolerance.endsPath === true) this.#hasEnded = true;
    this.tolerated.set(tolerance.name, (this.tolerated.get(tolerance.name) ?? 0) + 1);
    return true;
  }
}

/** A local state of the trace, whose machine is TCP's. */
export function placeOf({ after }: Pick<TraceStep, 'after'>, side: Side): Place {
  const local = after.endpoints[side];
  if (local === undefined)
    throw new Error(`the trace has no endpoint "${side}"; it is of another model than TCP`);
  return { value: local.value, context: local.context as Tcb };
}

const isSame = (a: readonly Segment[], b: readonly Segment[]) =>
  a.length === b.length &&
  a.every((segment, i) => {
    const other = b[i];
    return segment.kind === other?.kind && segment.seq === other.seq && segment.ack === other.ack;
  });
