import type { LinkRules, NetworkRules } from '../language/network/resolved.ts';
import type { Way } from '../language/network/ways.ts';
import type { Instance } from '../model/instance.ts';
import type { LinkChange } from '../network/link-change.ts';
import type { Condition } from '../network/packets.ts';
import type { Watched } from '../property/monitor.ts';
import type { Decision } from './decision.ts';

/** The number that stands for nothing. */
export const NONE = -1;

/** A local step: what an endpoint does, or that a message is lost, or that time passes. */
export interface ClosedStep {
  /** Id of the action, as the model's functions know it. */
  readonly action: number;
  readonly kind:
    | 'deliver'
    | 'event'
    | 'answer'
    | 'crash'
    | 'restart'
    | 'expire'
    | 'drop'
    | 'tick'
    | 'break'
    | 'open'
    | 'down'
    | 'up';
  /** Of deliveries and losses; else NONE. */
  readonly packet: number;
  /** Of what happens to a link: its number; else NONE. */
  readonly link: number;
  readonly copyStays: boolean;
  /** Text of an external event, of what an actor answers, or of a crash; name of a timer; null if it is none. */
  readonly event: string | null;
  readonly timer: string | null;
  /** Number of the endpoint that acts; NONE for losses and ticks. */
  readonly endpoint: number;
  /** Local states. */
  readonly before: number;
  readonly next: number;
  /** Ids, as the model's functions know them; 0 for none. */
  readonly observations: number;
  readonly sends: number;
  /** What the machine throws; null if it does not. */
  readonly thrown: string | null;
  /** It is a fault of the environment, for which nobody may wait. */
  readonly isFault: boolean;
  /** It neither changes nor shows anything, and such messages stay in flight. */
  readonly isLeft: boolean;
}

/** A message in flight; or how a link is, which goes no way and is never in flight, and only has a number. */
export interface ClosedPacket {
  /** Numbers of endpoints. */
  readonly from: number;
  readonly to: number;
  /** Number of the way that it goes; NONE for how a link is. */
  readonly way: number;
  /** Whether it may wait, or be taken in several ways: then each way of taking it is a delivery of its own. */
  readonly hasWays: boolean;
  readonly text: string;
  readonly mark: string;
  /** Ticks. */
  readonly age: number;
  /** Promised to be delivered. */
  readonly owed: boolean;
  /** The packet after its delivery, if a copy stays. */
  readonly settled: number;
  /** The packet one tick later; NONE if it is gone then. */
  readonly older: number;
}

export interface ClosedEndpoint {
  readonly name: string;
  /** By local state: whether the endpoint is down. */
  readonly isDown: readonly boolean[];
  /** Texts. */
  readonly states: readonly string[];
  /** By local state: the one after a tick; NONE while a due timer holds time back, or if it was never met. */
  readonly afterTick: readonly number[];
  /** By local state: ids of its value and of its context. */
  readonly values: readonly number[];
  readonly contexts: readonly number[];
  /** By local state: its external events, the answers of its actors and its faults, and the timers that may expire, as steps. */
  readonly events: readonly (readonly number[])[];
  readonly expiries: readonly (readonly number[])[];
}

/** What messages have in common that go from one endpoint to another on one channel. */
export interface ClosedWay extends Pick<Way, 'from' | 'to' | 'rules' | 'isSet' | 'session' | 'tells'> {
  /** The partitions that may stand between the two, as numbers of links. */
  readonly crosses: readonly number[];
}

/** A session or a partition. */
export interface ClosedLink {
  readonly name: string;
  readonly kind: LinkRules['kind'];
  /** How often it may go down. */
  readonly most: number;
  /** Of a partition: whether it loses what is in flight, and what is sent. */
  readonly loses: boolean;
  /** Of a session: whether it is opened only for who asks. */
  readonly isAsked: boolean;
  /** Of a session: whether what is sent from outside of it waits. */
  readonly waits: boolean;
  /** Of a session: whether it breaks when an end crashes, and so opens only while both are up. */
  readonly breaksOnCrash: boolean;
  /** Of a session: the numbers of its ends. */
  readonly ends: readonly number[];
  /** Of a session: the partitions that may stand between its ends. */
  readonly between: readonly number[];
}

/** How a link is. Who has asked for a session, and who has closed it, are bits: its ends are 1 and 2. */
export type ClosedCondition = Pick<Condition, 'up' | 'downs' | 'asked' | 'closed'>;

/** What a step hands to the network: a packet; or a change of a link, and the packets by which its ends are told, if it comes about. */
export interface ClosedDeed {
  readonly change: LinkChange | null;
  readonly packets: readonly number[];
}

/** What is in flight all at once, and how the links are then. */
export interface ClosedContents {
  readonly packets: readonly number[];
  readonly conditions: readonly ClosedCondition[];
}

/** An initial state. */
export interface ClosedInitial {
  /** The local states of the endpoints, by number. */
  readonly at: readonly number[];
  readonly history: number;
  readonly contents: ClosedContents;
}

export interface ClosedProperty {
  readonly name: string;
  readonly kind: string;
  readonly watches: Watched;
  /** 1 where it is decided; null for deadlocks, which `final` decides. */
  readonly decision: Decision | null;
}

/**
 * A model without its machines: what they do, in all that can be reached, as tables. What network and time do, and in which order
 * steps come, is not in them: who reads them must know that, and comes to the same states then, or else one of us is wrong.
 */
export interface ClosedSystem {
  readonly instance: Instance;
  readonly rules: NetworkRules;
  readonly timed: boolean;
  /** Ids in the vector of a state: one per endpoint, the network, the history. */
  readonly width: number;
  readonly endpoints: readonly ClosedEndpoint[];
  readonly packets: readonly ClosedPacket[];
  readonly ways: readonly ClosedWay[];
  readonly links: readonly ClosedLink[];
  /** Where it begins: one initial state, or several. */
  readonly initials: readonly ClosedInitial[];
  /** By id of contents, if a function reads what is in flight, or how links are. */
  readonly contents: ReadonlyMap<number, ClosedContents>;
  /** Texts. */
  readonly histories: readonly string[];
  /** By trigger, from 1 on, and packet: the packet with its new mark; NONE if that was never asked. */
  readonly remarks: readonly (readonly number[])[];
  /** By id: what a list of messages, and of what is done to links, comes to. */
  readonly sendings: ReadonlyMap<number, readonly ClosedDeed[]>;
  readonly steps: readonly ClosedStep[];
  /** By packet: its loss, as a step; and the tick. */
  readonly losses: ReadonlyMap<number, number>;
  readonly tick: number;
  /** By packet, twice its number, plus one if a copy stays: the action of its plain delivery, be it refused or not; NONE if there was none. */
  readonly deliveries: readonly number[];
  /** The history after a step; null if it never changes. */
  readonly history: Decision | null;
  /** The trigger by which a step changes marks, from 1 on; 0 for none. */
  readonly trigger: Decision | null;
  /** 1 where an action is refused; null if none ever is. */
  readonly refused: Decision | null;
  /** Whether only deliveries are ever refused. */
  readonly refusesDeliveriesOnly: boolean;
  /** 1 for states beyond those to which an assumption confines the search; null if it is not confined. */
  readonly beyond: Decision | null;
  /** 1 for states in which nothing more needs to happen, as far as nothing can. */
  readonly final: Decision;
  readonly properties: readonly ClosedProperty[];
  readonly distinctStates: number;
  readonly transitions: number;
  /** The most that was in flight at once. */
  readonly mostInFlight: number;
}
