import type { Instance } from '../model/instance.ts';

/** What network and time do, and what is assumed, line by line. */
export function boundsText({ model }: Instance): readonly string[] {
  const { network, timed, elastic, equalDelays, assumptions } = model.bounds;
  const { carries, loss, duplication, order, lifetime, minimumDelay, capacity } = network;
  const bound = (value: number) => (value === Number.POSITIVE_INFINITY ? 'unbounded' : String(value));
  return [
    `network: carries ${carries.join(', ') || 'nothing'}; loss ${loss}, duplication ${duplication}, order ${order},`,
    `  lifetime ${bound(lifetime)}, minimum delay ${minimumDelay}, capacity ${bound(capacity)}`,
    timed
      ? `time: discrete; equal delays ${equalDelays}; elastic: ${elastic.join(', ') || 'none'}`
      : 'time: none; timers fire at any moment',
    ...assumptions.map(({ name, sentence }) => `assumed: ${name}: ${sentence}`),
  ];
}
