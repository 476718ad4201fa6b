import type { TakenView } from '../protocol/views.ts';

/** A part of a branch in which nothing parts: from one fork, or name, or end, to the next. */
export interface Stretch {
  /** Names it as long as the tree stands. */
  readonly id: number;
  /** How many steps come before it. */
  readonly before: number;
  /** Those of it, in order. */
  readonly steps: readonly TakenView[];
  /** What the branch that ends here is called; null if nobody has named it. */
  readonly name: string | null;
  readonly children: readonly Stretch[];
}

interface Growing extends Stretch {
  readonly parent: Growing | null;
  steps: TakenView[];
  name: string | null;
  children: Growing[];
}

/** A stretch, as a list shows it. */
export interface Listed {
  readonly stretch: Stretch;
  /** How many forks lie above it. */
  readonly level: number;
  /** Whether the walk goes through it, or ends in it. */
  readonly isOn: boolean;
  readonly isHere: boolean;
}

/**
 * All walks of a sitting: where one goes back and takes another step, a branch begins. It grows in place, by what is walked anew: a long walk costs no
 * more than a short one.
 */
export class HistoryTree {
  #ids = 0;
  readonly #root: Growing = this.#stretch(null, 0, []);
  /** Where the walk ends: in which stretch, and after how many steps. */
  #here: { readonly stretch: Growing; readonly at: number } = { stretch: this.#root, at: 0 };

  /** The walk goes on from so many of its steps by these. */
  follow(keep: number, more: readonly TakenView[]): void {
    let { stretch } = this.#here;
    while (stretch.before >= keep && stretch.parent !== null) stretch = stretch.parent;
    let at = keep;
    for (const step of more) {
      stretch = this.#next(stretch, at, step);
      at++;
    }
    this.#here = { stretch, at };
  }

  /** All stretches, each before those that follow on it. */
  list(): readonly Listed[] {
    const through = new Set<Stretch>();
    for (let at: Growing | null = this.#here.stretch; at !== null; at = at.parent) through.add(at);
    const found: Listed[] = [];
    const visit = ({ children }: Stretch, level: number): void => {
      const deeper = children.length > 1 ? level + 1 : level;
      for (const stretch of children) {
        const isOn = through.has(stretch);
        const isHere = stretch === this.#here.stretch && endOf(stretch) === this.#here.at;
        found.push({ stretch, level: deeper, isOn, isHere });
        visit(stretch, deeper);
      }
    };
    visit(this.#root, 0);
    return found;
  }

  /** The path to the end of a stretch. */
  pathTo(stretch: Stretch): readonly number[] {
    const parts: (readonly TakenView[])[] = [];
    for (let at: Growing | null = this.#own(stretch); at !== null; at = at.parent) parts.push(at.steps);
    return parts.reverse().flatMap((steps) => steps.map(({ index }) => index));
  }

  /** Names the branch that ends with a stretch; an empty name is none. */
  name(stretch: Stretch, name: string): void {
    const own = this.#own(stretch);
    if (own !== null) own.name = name === '' ? null : name;
  }

  /** Removes a stretch on which the walk is not, with what follows on it; what led there alone goes with it. */
  remove(stretch: Stretch): void {
    let gone = this.#own(stretch);
    while (gone !== null && gone.parent !== null) {
      const { parent }: Growing = gone;
      parent.children = parent.children.filter((child) => child !== gone);
      const isNeeded = parent.children.length > 0 || parent.name !== null || parent === this.#here.stretch;
      if (isNeeded) {
        this.#join(parent);
        return;
      }
      gone = parent;
    }
  }

  /** The stretch in which a step lies that follows on these. */
  #next(stretch: Growing, at: number, step: TakenView): Growing {
    if (at < endOf(stretch)) {
      const known = stretch.steps[at - stretch.before];
      if (known?.index === step.index) {
        stretch.steps[at - stretch.before] = step;
        return stretch;
      }
      this.#part(stretch, at);
    }
    const child = stretch.children.find(({ steps: [first] }) => first?.index === step.index);
    if (child !== undefined) {
      child.steps[0] = step;
      return child;
    }
    if (stretch.children.length === 0 && stretch.name === null && stretch.parent !== null) {
      stretch.steps.push(step);
      return stretch;
    }
    const next = this.#stretch(stretch, at, [step]);
    stretch.children.push(next);
    return next;
  }

  /** Makes two stretches of one. */
  #part(stretch: Growing, at: number): void {
    const rest = this.#stretch(stretch, at, stretch.steps.splice(at - stretch.before));
    rest.name = stretch.name;
    rest.children = stretch.children.map((child) => Object.assign(child, { parent: rest }));
    stretch.name = null;
    stretch.children = [rest];
  }

  /** Makes one stretch of two where nothing parts any more. */
  #join(stretch: Growing): void {
    const [only] = stretch.children;
    if (only === undefined || stretch.children.length > 1 || stretch.name !== null || stretch.parent === null)
      return;
    stretch.steps.push(...only.steps);
    stretch.name = only.name;
    stretch.children = only.children.map((child) => Object.assign(child, { parent: stretch }));
    if (this.#here.stretch === only) this.#here = { stretch, at: this.#here.at };
  }

  #stretch(parent: Growing | null, before: number, steps: TakenView[]): Growing {
    return { id: this.#ids++, parent, before, steps, name: null, children: [] };
  }

  /** The stretch as the tree has it; null for one that is gone. */
  #own(stretch: Stretch): Growing | null {
    const find = (at: Growing): Growing | null =>
      at === stretch ? at : at.children.reduce<Growing | null>((found, child) => found ?? find(child), null);
    return find(this.#root);
  }
}

function endOf({ before, steps }: Stretch): number {
  return before + steps.length;
}
