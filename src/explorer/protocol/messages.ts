import type { ReductionName } from '../../reduction/report.ts';
import type { Choice } from './choice.ts';
import type { Compared, NecessityView, Opened, PlaceChange, SearchResult, SuiteView } from './views.ts';

/** Limits of a search in the page. */
export interface SearchLimits {
  readonly maxStates: number;
  /** Null for unlimited. */
  readonly maxSeconds: number | null;
  /** Names of reductions: fewer states, the same verdicts. */
  readonly reduce: readonly ReductionName[];
}

/** What test paths may be asked to reach, in the page: the first is what is asked for unless another is chosen. */
export const PATH_CRITERIA = [
  'transitions',
  'local-states',
  'reactions',
  'pairs',
  'faults',
  'observations',
  'properties',
  'states',
] as const;

export type PathCriterion = (typeof PATH_CRITERIA)[number];

/** In which form a walk is copied. */
export type CopyFormat = 'svg' | 'mermaid' | 'markdown' | 'text';

/** Where to go: as a change of what was told last, since who takes a step need not say again how they came here. */
export interface GoAsked {
  /** The last answer, by its id, of which all that follows is a change; null if the page has none, and wants to be told all. */
  readonly since: number | null;
  /** How many steps of the path in that answer are walked again; */
  readonly keep: number;
  /** the replay string of what follows on them. */
  readonly more: string;
  /** How many steps before the first one the ladder leaves out at most; null for as many as it likes. */
  readonly skips: number | null;
  /** Whether there is room for a narrow ladder only. */
  readonly isNarrow: boolean;
}

/** What the page asks of the checker, and what each answer is. */
export interface Questions {
  /** Builds the model for a choice of its parameters. */
  readonly open: { readonly ask: { readonly choice: Choice }; readonly answer: Opened };
  /** Walks a path, as far as it fits. */
  readonly go: { readonly ask: GoAsked; readonly answer: PlaceChange };
  /** Searches all states; is told of progress in between. */
  readonly search: { readonly ask: { readonly limits: SearchLimits }; readonly answer: SearchResult };
  /** Says what verdicts need to be assumed, by searching without each assumption; is told of progress in between. */
  readonly necessity: { readonly ask: { readonly limits: SearchLimits }; readonly answer: NecessityView };
  /** Few, short paths that reach all of something; is told of progress in between. */
  readonly paths: {
    readonly ask: { readonly criterion: PathCriterion; readonly limits: SearchLimits };
    readonly answer: SuiteView;
  };
  /** Ends a search that is going on. */
  readonly stop: { readonly ask: object; readonly answer: null };
  /** A walk as text. */
  readonly copy: {
    readonly ask: { readonly replay: string; readonly format: CopyFormat };
    readonly answer: string;
  };
  /** Where two walks part, and what differs at their ends. */
  readonly compare: { readonly ask: { readonly a: string; readonly b: string }; readonly answer: Compared };
}

/** The name of a question. */
export type QuestionKind = keyof Questions;

/** A question as it is sent to the checker. */
export type Asked = {
  [K in QuestionKind]: { readonly id: number; readonly kind: K } & Questions[K]['ask'];
}[QuestionKind];

/** How far a search has come. */
export interface SearchProgress {
  readonly phase: 'states' | 'long run' | 'overview' | 'necessity' | 'paths';
  /** Of a search with fewer assumptions: those that are left out. */
  readonly without: readonly string[];
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly frontier: number;
  readonly seconds: number;
}

/** What the checker sends to the page. */
export type Told =
  | { readonly id: number; readonly value: Questions[QuestionKind]['answer'] }
  | { readonly id: number; readonly refusal: string }
  | { readonly id: number; readonly progress: SearchProgress }
  /** The model's file could not be loaded. */
  | { readonly broken: string }
  | { readonly ready: true };
