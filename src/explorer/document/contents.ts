import type { Choice } from '../protocol/choice.ts';

/** The diagram of a machine, laid out. */
export interface DiagramPicture {
  /** An SVG element without a style of its own. */
  readonly svg: string;
  /** By XState's id of a state: what names it in the picture. */
  readonly states: Readonly<Record<string, string>>;
  /** By the id of a transition: what names it in the picture, and what is told of it. */
  readonly transitions: Readonly<Record<string, { readonly id: string; readonly text: string }>>;
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
