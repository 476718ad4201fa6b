import type { ClosedSystem } from '../closed-system.ts';
import { deliveriesOf, keepsOrder, linkStepsOf, packetsLost } from '../derived.ts';
import { eventsOf, expiriesOf } from '../options.ts';

/** Kinds of what may happen, in the order in which the rules number them. */
export const KINDS = ['DELIVER', 'EVENT', 'EXPIRE', 'LOSE', 'LINK', 'TIME'] as const;

export interface Option {
  readonly kind: (typeof KINDS)[number];
  readonly which: number;
  readonly text: string;
}

/** All that may ever happen, each by a number of its own. */
export function optionsOf(system: ClosedSystem): readonly Option[] {
  const { ways, links, packets, endpoints, steps, timed, mostInFlight } = system;
  const textOf = (packet: number) => {
    const { text = '', mark = '', age = 0 } = packets[packet] ?? {};
    return `${text}${mark === '' ? '' : `, ${mark}`}${age === 0 ? '' : `, age ${age}`}`;
  };
  const losses = keepsOrder(system)
    ? Array.from({ length: mostInFlight }, (_, which) => ({ which, text: `lose what stands at ${which}` }))
    : packetsLost(system).map((which) => ({ which, text: `lose ${textOf(which)}` }));
  return [
    ...deliveriesOf(system).map(({ packet, copyStays, way }, which) => ({
      kind: 'DELIVER' as const,
      which,
      text: `deliver ${textOf(packet)}${copyStays ? ', a copy stays' : ''}${way === 0 ? '' : `, way ${way + 1}`}`,
    })),
    ...eventsOf(system).map(({ endpoint, text }, which) => ({
      kind: 'EVENT' as const,
      which,
      text: `${endpoints[endpoint]?.name}: ${text}`,
    })),
    ...expiriesOf(system).map(({ endpoint, text }, which) => ({
      kind: 'EXPIRE' as const,
      which,
      text: `${endpoints[endpoint]?.name}: ${text}`,
    })),
    ...(ways.some(({ rules }) => rules.loss)
      ? losses.map((loss) => ({ kind: 'LOSE' as const, ...loss }))
      : []),
    ...linkStepsOf(system).map((step, which) => ({
      kind: 'LINK' as const,
      which,
      text: `${links[steps[step]?.link ?? 0]?.name}: ${steps[step]?.kind}`,
    })),
    ...(timed ? [{ kind: 'TIME' as const, which: 0, text: 'a tick' }] : []),
  ];
}
