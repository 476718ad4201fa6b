import { defineModel, defineProtocol, type Endpoint, endpoint } from 'allways';
import { coordinator } from './coordinator.ts';
import { manager } from './manager.ts';

/**
 * Two-phase commit (Gray and Lamport, "Consensus on Transaction Commit", 2006, section 3) over a network that
 * loses nothing and in which a message stays deliverable for ever.
 *
 * The states by hand, for n managers. While the coordinator decides, each manager works, has aborted, or has prepared
 * with or without the coordinator's knowledge: 4 ways. Once it has committed, each has prepared or committed: 2. Once
 * it has aborted, each works, or has aborted without having prepared, or has or had prepared (and aborted since, or not;
 * and the coordinator knew, or not): 6. What is in flight follows from that: nothing ever leaves the network, so
 * PREPARED is there from a manager that has prepared, and the decision is there, for all, once it is made.
 * Together 4ⁿ + 2ⁿ + 6ⁿ.
 *
 * The transitions likewise: of its 4 ways a manager that works can leave by 2 steps, one that has prepared without the
 * coordinator's knowledge by 1; the coordinator can abort in all 4ⁿ states and commit in one: 3n·4ⁿ⁻¹ + 4ⁿ + 1. After a commit,
 * a prepared manager commits: n·2ⁿ⁻¹. After an abort, a manager that works has 3 steps, one that has prepared 1: 5n·6ⁿ⁻¹.
 */
export const protocol = defineProtocol({
  name: 'two-phase-commit',
  parameters: { managers: 3, waitsForAll: true },
  build: (p) => {
    const names = managersNamed(p.managers);
    const coordinating = endpoint(coordinator, {
      input: { managers: names, waitsForAll: p.waitsForAll },
      events: [{ type: 'DECIDE_TO_COMMIT' }, { type: 'DECIDE_TO_ABORT' }],
    });
    return {
      endpoints: Object.assign({ coordinator: coordinating }, managing(names)),
      network: { carries: ['PREPARED', 'COMMIT', 'ABORT'], duplication: true },
    };
  },
  symmetry: (p) => managersNamed(p.managers),
  final: ({ endpoints }) =>
    Object.values(endpoints).every(({ value }) => value === 'committed' || value === 'aborted'),
});

export default defineModel({
  ...protocol,
  properties: ({ invariant, reachable, deadlockFree }) => [
    invariant({
      name: 'consistency',
      sentence: 'No manager has committed while another one has aborted.',
      source: 'Gray and Lamport 2006, TCConsistent',
      holds: ({ endpoints }) => {
        const managers = Object.entries(endpoints).filter(([name]) => name !== 'coordinator');
        const values = managers.map(([, { value }]) => value);
        return !(values.includes('committed') && values.includes('aborted'));
      },
    }),
    reachable({
      name: 'everybody can commit',
      sentence: 'The coordinator and all managers commit.',
      state: ({ endpoints }) => Object.values(endpoints).every(({ value }) => value === 'committed'),
    }),
    reachable({
      name: 'everybody can abort',
      sentence: 'The coordinator and all managers abort.',
      state: ({ endpoints }) => Object.values(endpoints).every(({ value }) => value === 'aborted'),
    }),
    deadlockFree(),
  ],
  variants: {
    three: { set: { managers: 3 }, size: { distinctStates: 288, transitions: 761 } },
    four: { set: { managers: 4 }, size: { distinctStates: 1568, transitions: 5377 } },
    five: { set: { managers: 5 }, size: { distinctStates: 8832, transitions: 37_345 } },
    hasty: {
      sentence: 'The coordinator commits as soon as one manager has prepared.',
      set: { managers: 3, waitsForAll: false },
      expect: { consistency: 'violated' },
    },
  },
});

type ManagerName = `manager ${number}`;

function managersNamed(count: number): ManagerName[] {
  if (!Number.isInteger(count) || count < 1) {
    throw new Error(`managers is ${count}; it must be a whole number of at least 1`);
  }
  return Array.from({ length: count }, (_, i) => `manager ${i + 1}` as const);
}

function managing(names: readonly ManagerName[]): Record<ManagerName, Endpoint<typeof manager>> {
  const events = [{ type: 'PREPARE' }, { type: 'GIVE_UP' }] as const;
  return Object.fromEntries(names.map((name) => [name, endpoint(manager, { input: { name }, events })]));
}
