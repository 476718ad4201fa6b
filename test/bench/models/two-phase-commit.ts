import { defineModel } from 'allways';
import { protocol } from '../../../machines/toys/two-phase-commit/model.ts';

/**
 * Two-phase commit with claims about the long run, and fairness as Spin has it: to each process (`pan -a -f`), here one for each
 * endpoint. Without that, something happens as long as anything can (`pan -a`). The claims stand in two-phase-commit.pml, too.
 */
export default defineModel({
  ...protocol,
  fairness: ({ weak }) => ({
    deliveries: false,
    'something happens': weak({ sentence: 'While anything can happen, something does.', steps: () => true }),
    'fair to each process': weak({
      sentence: 'An endpoint that can go on does so in the end.',
      key: ({ action }) => ('endpoint' in action ? action.endpoint : null),
    }),
  }),
  properties: ({ eventually, infinitelyOften, leadsTo, stabilizes }) => [
    eventually({
      name: 'decided',
      sentence: 'The coordinator decides.',
      state: ({ endpoints }) => endpoints.coordinator.value !== 'deciding',
    }),
    leadsTo({
      name: 'followed',
      sentence: 'If the coordinator commits, everybody does.',
      from: { state: ({ endpoints }) => endpoints.coordinator.value === 'committed' },
      to: { state: ({ endpoints }) => Object.values(endpoints).every(({ value }) => value === 'committed') },
    }),
    eventually({
      name: 'committed',
      sentence: 'Some manager commits.',
      state: ({ endpoints: { coordinator: _, ...managers } }) =>
        Object.values(managers).some(({ value }) => value === 'committed'),
    }),
    stabilizes({
      name: 'settled',
      sentence: 'From some point on, every manager has committed or aborted.',
      state: ({ endpoints: { coordinator: _, ...managers } }) =>
        Object.values(managers).every(({ value }) => value === 'committed' || value === 'aborted'),
    }),
    infinitelyOften({
      name: 'open',
      sentence: 'Again and again, nothing is decided.',
      state: ({ endpoints }) => endpoints.coordinator.value === 'deciding',
    }),
  ],
});
