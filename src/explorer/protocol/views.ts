import type { Verdict } from '../../language/definition.ts';
import type { ParameterValue } from '../../language/parameters.ts';
import type { PropertyHere, RefusalKind, StateDifference, StateSnapshot } from '../../stepping/index.ts';
import type { Choice } from './choice.ts';

/** A parameter of a model, as a form shows it. */
export interface ParameterView {
  readonly name: string;
  readonly kind: 'number' | 'boolean' | 'text' | 'choice';
  /** Of a choice. */
  readonly choices: readonly string[];
  /** The value in force. */
  readonly value: ParameterValue;
  /** The value that the variant has, or the model. */
  readonly base: ParameterValue;
}

/** Something that is assumed, of steps or in the long run. */
export interface AssumptionView {
  readonly name: string;
  readonly sentence: string;
  readonly isFairness: boolean;
  readonly isMade: boolean;
}

/** A property, as a list shows it. */
export interface PropertyView {
  readonly name: string;
  readonly kind: string;
  readonly sentence: string;
  readonly source: string | null;
  readonly expected: Verdict;
}

/** A model for one choice of its parameters. */
export interface Opened {
  readonly model: string;
  readonly choice: Choice;
  readonly variants: readonly { readonly name: string; readonly sentence: string }[];
  readonly parameters: readonly ParameterView[];
  /** Those that there are for these parameters, also those that are not made. */
  readonly assumptions: readonly AssumptionView[];
  readonly endpoints: readonly string[];
  /** By endpoint: the key under which its machine's diagram is kept. */
  readonly diagrams: readonly string[];
  readonly properties: readonly PropertyView[];
  /** The bounds within which verdicts are true. */
  readonly bounds: readonly { readonly label: string; readonly text: string }[];
}

/** What kind of control a step has. */
export interface Handle {
  /** The message that it delivers or loses, by its number. */
  readonly message: number | null;
  /** The endpoint that acts, or that the message goes to. */
  readonly endpoint: string | null;
  readonly timer: string | null;
  readonly kind: string;
  readonly copyStays: boolean;
}

/** A step that can be taken. */
export interface EnabledView {
  readonly index: number;
  readonly text: string;
  readonly handle: Handle;
  /** What it would change, in a few words each. */
  readonly brief: readonly string[];
  /** The properties that the next place violates, or reaches. */
  readonly violates: readonly string[];
  readonly reaches: readonly string[];
  /** Assumptions that confine the search to other states. */
  readonly beyond: readonly string[];
  /** Steps from the next place to the nearest violation; null for none, or where that is not known. */
  readonly distance: number | null;
}

/** A step that cannot be taken. */
export interface RefusedView {
  readonly text: string;
  readonly handle: Handle;
  readonly kind: RefusalKind;
  readonly because: string;
}

/** Something in the ladder that can be clicked. */
export interface LadderSpot {
  readonly kind: 'message' | 'timer';
  readonly label: string;
  readonly message: number | null;
  readonly endpoint: string;
  readonly timer: string | null;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * How a list of elements became another one: from its beginning on, so many elements stay (a number above zero), so many go (one below zero), or one
 * comes (its text).
 */
export type Edits = readonly (number | string)[];

/** What of a ladder can be seen and clicked, its elements apart. */
export interface LadderFrame {
  readonly width: number;
  readonly height: number;
  /** What is drawn, for those who do not see it. */
  readonly title: string;
  /** How many steps before the first one are left out. */
  readonly skipped: number;
  readonly spots: readonly LadderSpot[];
  readonly lanes: readonly { readonly name: string; readonly x: number }[];
  /** The lifeline of the endpoint that has acted last; null for none. */
  readonly acting: number | null;
}

/** A ladder, drawn: a step changes a few of its elements only. */
export interface LadderView extends LadderFrame {
  /** The elements of the picture: SVG without a style of its own. */
  readonly elements: readonly string[];
}

/** What of one endpoint's machine is lit. */
export interface LitMachine {
  /** XState's ids of the states in which it is. */
  readonly states: readonly string[];
  /** Ids of the transitions that the last step took. */
  readonly taken: readonly string[];
}

/** A property that the walk decides. */
export interface FindingView {
  readonly name: string;
  readonly verdict: 'violated' | 'reached';
  /** After how many steps. */
  readonly step: number;
}

/** All that is told of a place, the way there and the ladder apart. */
export interface PlaceFacts {
  /** What the last step is, in words; null at the beginning. */
  readonly last: string | null;
  /** Why the path that was asked for fits no further; null if all of it does. */
  readonly misfit: string | null;
  /** After how many steps what follows is repeated; null if nothing is. */
  readonly again: number | null;
  readonly isFinal: boolean;
  readonly isDeadEnd: boolean;
  readonly thrown: string | null;
  readonly snapshot: StateSnapshot;
  /** In what it differs from the state before the last step. */
  readonly differences: readonly StateDifference[];
  readonly enabled: readonly EnabledView[];
  readonly refused: readonly RefusedView[];
  readonly truths: readonly PropertyHere[];
  readonly findings: readonly FindingView[];
  readonly lit: readonly LitMachine[];
  /** The states of the endpoints' machines. */
  readonly values: readonly string[];
  /** The same of those states on the way in which no walk has been before. */
  readonly seen: readonly (readonly string[])[];
  /** Steps to the nearest violation; null for none, or where that is not known. */
  readonly distance: number | null;
}

/** A step that was taken. */
export interface TakenView {
  /** Its element of the replay string. */
  readonly index: number;
  readonly text: string;
}

/** What the page shows of a place. */
export interface PlaceView extends PlaceFacts {
  readonly replay: string;
  readonly path: readonly number[];
  readonly ladder: LadderView;
}

/**
 * A place as the checker tells it: as a change of what it told last, so that a step of a long walk is told as briefly as one of a short walk. How
 * large it is depends on what has changed.
 */
export interface PlaceChange extends PlaceFacts {
  /** Names this answer. */
  readonly id: number;
  /** How many steps of the path told before are those of this one, and are called the same; */
  readonly keep: number;
  /** these follow on them. */
  readonly more: readonly TakenView[];
  readonly ladder: LadderFrame & { readonly edits: Edits };
}

/** What a search says of one property. */
export interface VerdictView {
  readonly name: string;
  readonly kind: string;
  readonly verdict: Verdict;
  /** The replay string of what decides it. */
  readonly replay: string | null;
  readonly depth: number | null;
  readonly reason: string | null;
}

/** All states in which the endpoints' machines are in these states. */
export interface CellView {
  readonly values: readonly string[];
  readonly states: number;
  /** The replay string of a shortest path into one of them. */
  readonly replay: string;
  /** Of how many a violation begins in them: some step leads into it from a state without. */
  readonly begins: number;
  /** How many are violations. */
  readonly violating: number;
}

/** What a finished search tells. */
export interface SearchResult {
  readonly ending: string;
  readonly complete: boolean;
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly seconds: number;
  readonly verdicts: readonly VerdictView[];
  /** What verdicts rest on besides the bounds. */
  readonly notes: readonly string[];
  readonly overview: OverviewView | null;
}

/** What the verdicts need to be assumed. */
export interface NecessityView {
  readonly assumptions: readonly string[];
  readonly rows: readonly {
    readonly property: string;
    /** By assumption: whether the property needs it. */
    readonly needs: readonly string[];
    /** With which smallest sets of assumptions it holds, in words. */
    readonly text: string;
  }[];
  /** Whether all that was to be searched has been. */
  readonly complete: boolean;
}

/** Something that test paths should reach, and do not. */
export interface GoalView {
  readonly name: string;
  readonly status: 'unreachable' | 'unknown';
}

/** Test paths, and what they reach. */
export interface SuiteView {
  readonly criterion: string;
  readonly complete: boolean;
  readonly ending: string;
  /** How many there are to reach, and how many are reached. */
  readonly total: number;
  readonly reached: number;
  readonly paths: readonly {
    readonly replay: string;
    readonly steps: number;
    /** How many it reaches. */
    readonly goals: number;
    /** What no path before it reaches. */
    readonly first: readonly string[];
  }[];
  readonly missed: readonly GoalView[];
}

/** The state space by the states of the endpoints' machines. */
export interface OverviewView {
  readonly cells: readonly CellView[];
  readonly states: number;
  /** Whether these are all states; then distances to violations are exact. */
  readonly complete: boolean;
}

/** Two walks side by side. Of every difference, `before` is what the first has. */
export interface Compared {
  /** Steps that they have in common. */
  readonly common: number;
  /** The first steps that they do not have in common; null for a walk that ends before. */
  readonly steps: readonly [string | null, string | null];
  /** In what the states behind these differ. */
  readonly parting: readonly StateDifference[];
  readonly ends: readonly StateDifference[];
  readonly isSameEnd: boolean;
}
