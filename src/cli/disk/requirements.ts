import { ModelError } from '../../language/errors.ts';
import type { LevelProgress, LevelSettings } from '../../levels/level-search.ts';
import type { Saved } from '../../levels/saved.ts';
import { livenessOf } from '../../liveness/liveness-search.ts';
import { count } from '../../report/text.ts';
import type { SearchFlags } from '../arguments/options.ts';
import type { Prepared } from '../loading/prepare.ts';
import { tell } from '../terminal/progress-line.ts';

/**
 * Claims about the long run are searched for in all states and steps at once, which are not at hand.
 *
 * @param option by which states are kept elsewhere
 * @throws ModelError for them
 */
export function requireSafety({ instance }: Prepared, properties: readonly string[], option: string): void {
  const [claim] = livenessOf(instance, asked(properties));
  if (claim === undefined) return;
  throw new ModelError(
    `property "${claim.name}" is about whole behaviours, and is searched for in all states at once, in memory: do without ${option}, or name the other properties (--property)`,
  );
}

/**
 * A search goes on where another one has ended only if it is the same, and only if that is wanted.
 *
 * @param where the other one stands
 * @throws ModelError if not
 */
export function requireSame(
  saved: Saved,
  identity: string,
  resume: boolean | undefined,
  where: string,
): void {
  const level = count(saved.levels.length - 1);
  if (saved.identity !== identity)
    throw new ModelError(
      `${where} holds another search: of another model or version of it, or asked otherwise; name another folder, or remove this one`,
    );
  if (resume !== true)
    throw new ModelError(
      `${where} holds this search up to level ${level}: go on with --resume, or name another folder, or remove this one`,
    );
  tell(`goes on at level ${level}, with ${count(saved.known)} states, in ${where}`);
}

/** How a search by levels is asked for. */
export function settingsOf({ property, first, maxStates, maxSeconds }: SearchFlags): LevelSettings {
  return {
    properties: asked(property),
    first: first ?? false,
    maxStates: maxStates ?? Number.POSITIVE_INFINITY,
    maxMilliseconds: (maxSeconds ?? Number.POSITIVE_INFINITY) * 1000,
  };
}

/** What is shown of where a search by levels stands. */
export function progressParts({ level, expanded, of, states }: LevelProgress): readonly string[] {
  return [`${count(states)} states`, `level ${count(level)}`, `${count(expanded)} of ${count(of)} expanded`];
}

function asked(properties: readonly string[]): readonly string[] | undefined {
  return properties.length === 0 ? undefined : properties;
}
