import type { Choice } from '../protocol/choice.ts';

/** A state in a diagram. */
export interface PicturedState {
  /** XState's id of it. */
  readonly id: string;
  /** What names it in the picture. */
  readonly part: string;
  /** File and line where it is written; null where that is not known. */
  readonly place: string | null;
}

/** A transition in a diagram. */
export interface PicturedTransition extends PicturedState {
  /** The id of the state that it leaves. */
  readonly source: string;
  /** Event, guard and effects. */
  readonly text: string;
}

/** The diagram of a machine, laid out. */
export interface DiagramPicture {
  /** An SVG element without a style of its own. */
  readonly svg: string;
  readonly states: readonly PicturedState[];
  readonly transitions: readonly PicturedTransition[];
}

/** A model, made ready for a page. */
export interface ModelContents {
  /** The checker and the model, as one classic script. */
  readonly worker: string;
  /** Diagrams of machines by their keys. */
  readonly diagrams: Readonly<Record<string, DiagramPicture>>;
}

/** What a page begins with. */
export interface PageContents extends ModelContents {
  readonly model: string;
  readonly start: { readonly choice: Choice; readonly replay: string | null };
  /** Whether to search at once, and go to the first violation. */
  readonly searches: boolean;
  /** Words of the command that replays a path, without variant, parameters and path. */
  readonly command: string;
  /** Whether a server stands behind the page, which tells of changes of the model's file; else it is a file of its own. */
  readonly isServed: boolean;
}
