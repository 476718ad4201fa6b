import type { MachineSketch } from './sketch.ts';

type Path = readonly (string | number)[];

/** A mistake: where it is, and what stands there then; `GONE` for an item of a list that is missing. */
interface Mistake {
  readonly path: Path;
  readonly instead: unknown;
}

const GONE = Symbol('gone');

/** Lists from which an item may be missing. */
const LISTS: readonly (string | number)[] = ['entry', 'exit', 'on', 'after', 'effects'];
/** Numbers that may be one too large, and what may be the other way round. */
const NUMBERS: readonly (string | number)[] = ['n', 'k', 'to', 'fixed', 'delay', 'state'];
const FLAGS: readonly (string | number)[] = ['reenter', 'tagged', 'cancelFirst'];

/** The machine with one mistake; `which` chooses it, modulo the number of mistakes that can be made. Null if there is none. */
export function mistaken(sketch: MachineSketch, which: number): MachineSketch | null {
  const all = mistakesIn(sketch, []);
  const mistake = all[which % all.length];
  return mistake === undefined ? null : (changed(sketch, mistake.path, mistake.instead) as MachineSketch);
}

function mistakesIn(value: unknown, path: Path): readonly Mistake[] {
  const key = path.at(-1) ?? '';
  if (typeof value === 'number' && NUMBERS.includes(key)) return [{ path, instead: value + unitOf(key) }];
  if (typeof value === 'boolean' && FLAGS.includes(key)) return [{ path, instead: !value }];
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value).flatMap(([name, part]) =>
    mistakesIn(part, [...path, Array.isArray(value) ? Number(name) : name]),
  );
  const missing = Array.isArray(value) && LISTS.includes(key);
  return missing ? [...value.map((_, i) => ({ path: [...path, i], instead: GONE })), ...inside] : inside;
}

/** Delays are milliseconds: so small a difference must be seen, too. */
function unitOf(key: string | number): number {
  return key === 'fixed' || key === 'delay' ? 10 : 1;
}

function changed(value: unknown, path: Path, instead: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return instead;
  if (Array.isArray(value)) {
    const items = value.map((item, i) => (i === key ? changed(item, rest, instead) : item));
    return items.filter((item) => item !== GONE);
  }
  return { ...(value as object), [key]: changed((value as Record<string, unknown>)[key], rest, instead) };
}
