/** What a log can show of a run: a message sent or delivered, a call from outside, an answer of an actor, a timer, an observation, a whole step, a state. */
export type SightKind =
  | 'sent'
  | 'delivered'
  | 'event'
  | 'answered'
  | 'expired'
  | 'observed'
  | 'step'
  | 'state';

/** Some fields of an event, an effect or a context: what is left out was not seen. */
export type Fields = Readonly<Record<string, unknown>>;

/** One thing that was seen happening, and which endpoint did it. */
export interface Sighting {
  readonly kind: SightKind;
  /** The sender of what was sent, the receiver of what was delivered; else whose it is. */
  readonly endpoint: string;
  /**
   * Fields of the message, the event or the effect. Of `expired`, the timer's `name`; of `answered`, the `actor`, what it `gives` and the `value`; of `step`, fields of the event that
   * XState was given, none if that is not known.
   */
  readonly event: Fields;
  /** Of `step` and `state`: the state that follows, or is; null if it was not seen. */
  readonly after: { readonly value?: unknown; readonly context?: Fields } | null;
  /** It may also have been nothing: what a machine ignores is no step of a model. */
  readonly optional?: boolean;
  /** Where it stands: `line 12`, `packet 3`. */
  readonly where: string;
}

/** What was seen of whom, or would have been: everything else is hidden, and searched for. */
export interface Sight {
  readonly kind: SightKind;
  /** Left out: of every endpoint. */
  readonly endpoint?: string;
}

/** A recorded run. */
export interface Log {
  readonly sees: readonly Sight[];
  readonly sightings: readonly Sighting[];
  /** What a reader must know: that the file is cut off, or what was left out. */
  readonly notes: readonly string[];
}

/** A packet of a capture file. */
export interface CapturedPacket {
  /** Its place in the file, from 1. */
  readonly number: number;
  /** Seconds. */
  readonly at: number;
  /** From the header of the network layer (IPv4, IPv6) on, as far as it was captured. */
  readonly bytes: Uint8Array;
  /** Octets that were there when it was captured. */
  readonly length: number;
}

/** What a model reads out of a capture. */
export interface CaptureReading extends Log {
  /** What the capture says of parameters: how much was sent, say. */
  readonly parameters?: Readonly<Record<string, number | boolean | string>>;
}
