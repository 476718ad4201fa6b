import { type ClosedStep, type ClosedSystem, NONE } from './closed-system.ts';

/** A number for the way that each packet goes, which grows in the order in which ways are kept. */
export function waysOf({
  packets,
  endpoints,
}: Pick<ClosedSystem, 'packets' | 'endpoints'>): readonly number[] {
  return packets.map(({ from, to }) => from * endpoints.length + to);
}

/** What is in flight at first: in FIFO order way by way, else by number. */
export function firstInFlight(system: ClosedSystem): readonly number[] {
  const ways = waysOf(system);
  const isFifo = system.rules.order === 'fifo';
  const place = (packet: number) => (isFifo ? (ways[packet] ?? 0) : packet);
  return [...system.inFlight].sort((a, b) => place(a) - place(b));
}

/** The packets that such a step was ever taken with. */
export function packetsOf(
  { steps }: ClosedSystem,
  kind: ClosedStep['kind'],
  copyStays: boolean,
): readonly number[] {
  const met = steps.filter((step) => step.kind === kind && step.copyStays === copyStays);
  return [...new Set(met.map(({ packet }) => packet))];
}

/** What an endpoint does with each packet (twice its number, plus one if a copy stays), by local state: as local steps, or NONE. */
export function takesOf(
  { endpoints, packets, steps }: ClosedSystem,
  endpoint: number,
): readonly (readonly number[])[] {
  const rows = (endpoints[endpoint]?.states ?? []).map(() =>
    new Array<number>(packets.length * 2).fill(NONE),
  );
  steps.forEach(({ kind, endpoint: actor, before, packet, copyStays }, step) => {
    const row = rows[before];
    if (kind === 'deliver' && actor === endpoint && row !== undefined) {
      row[packet * 2 + Number(copyStays)] = step;
    }
  });
  return rows;
}
