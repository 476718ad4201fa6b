import { Needs, type Subset } from '../../liveness/needs.ts';
import type { Necessity } from '../../report/searches/necessity.ts';
import { shown } from '../../report/searches/verdict.ts';
import type { Outcome } from '../../search/outcome.ts';
import type { SearchFlags } from '../arguments/options.ts';
import { searchOf } from '../arguments/options.ts';
import type { LoadedModel } from '../loading/load.ts';
import { type Prepared, prepared } from '../loading/prepare.ts';
import { tell } from '../terminal/progress-line.ts';
import { drive } from './drive.ts';
import { Interrupt } from './interrupt.ts';
import { MemoryLimit } from './memory.ts';

/**
 * Says what each verdict of a check needs to be assumed, by searching again with fewer assumptions. An interrupt leaves out
 * what has not been searched: that is unknown then.
 */
export async function runNecessity(
  loaded: LoadedModel,
  { instance, asked }: Prepared,
  outcome: Outcome,
  flags: SearchFlags,
): Promise<Necessity> {
  const assumptions = [
    ...outcome.bounds.assumptions.map(({ name }) => name),
    ...(outcome.fairness?.assumptions ?? []).map(({ name }) => name),
  ];
  const properties = shown(outcome.properties).filter(({ kind }) => kind !== 'no-throw');
  const needs = new Needs(assumptions, properties);
  const interrupt = new Interrupt().listen();
  const memory = new MemoryLimit(flags.maxMemory);
  const options = { ...searchOf(flags), properties: properties.map(({ name }) => name) };
  const search = async (without: Subset) => {
    if (interrupt.requested) return [];
    tell(`without ${without.join(', ')}`);
    const model = { set: asked.set, without: [...(asked.without ?? []), ...without] };
    const variant = asked.variant === null ? {} : { variant: asked.variant };
    const fewer = prepared(loaded, { ...model, ...variant });
    return (await drive(fewer.instance, { options, memory, interrupt })).outcome().properties;
  };
  for (let next = needs.next(); next !== null; next = needs.next()) needs.tell(next, await search(next));
  interrupt.release();
  return { title: instance.variant ?? instance.name, assumptions, rows: needs.rows() };
}
