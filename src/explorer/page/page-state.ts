import type { DiagramPicture } from '../document/contents.ts';
import type { PathCriterion, SearchLimits, SearchProgress } from '../protocol/messages.ts';
import type {
  Compared,
  NecessityView,
  Opened,
  PlaceView,
  SearchResult,
  SuiteView,
} from '../protocol/views.ts';
import type { HistoryTree } from './history-tree.ts';

/** All that the page shows, at one moment. */
export interface PageState {
  /** Null until the model is built. */
  readonly opened: Opened | null;
  readonly place: PlaceView | null;
  /** The branch on which the walk is: the place lies on it, and the way forward. */
  readonly branch: readonly number[];
  /** Behind how many steps of the branch the rest is repeated; null if nothing is. */
  readonly again: number | null;
  /** It grows in place. */
  readonly tree: HistoryTree;
  readonly result: SearchResult | null;
  /** What the verdicts need to be assumed; null if nobody has asked. */
  readonly necessity: NecessityView | null;
  /** Test paths; null if nobody has asked for some. */
  readonly suite: SuiteView | null;
  readonly pathCriterion: PathCriterion;
  /** How a search goes about it. */
  readonly limits: SearchLimits;
  /** By the states of the machines, whether the walks of this sitting have been there. */
  readonly seen: ReadonlySet<string>;
  readonly progress: SearchProgress | null;
  /** Why the model cannot be shown; null if it can. */
  readonly broken: string | null;
  /** Something to tell that does not last. */
  readonly notice: string | null;
  /** Whether the checker has been asked something some time ago, and says nothing. */
  readonly isSilent: boolean;
  readonly comparison: { readonly a: string; readonly b: string; readonly told: Compared } | null;
  readonly diagrams: Readonly<Record<string, DiagramPicture>>;
}

/** What it shows before anything is known. */
export const NOTHING: Omit<PageState, 'tree'> = {
  opened: null,
  place: null,
  branch: [],
  again: null,
  result: null,
  necessity: null,
  suite: null,
  pathCriterion: 'transitions',
  limits: { maxStates: 2_000_000, maxSeconds: null, reduce: [] },
  seen: new Set(),
  progress: null,
  broken: null,
  notice: null,
  isSilent: false,
  comparison: null,
  diagrams: {},
};

/** Of a search that has just begun. */
export const NO_PROGRESS: SearchProgress = {
  phase: 'states',
  without: [],
  states: 0,
  transitions: 0,
  depth: 0,
  frontier: 0,
  seconds: 0,
};
