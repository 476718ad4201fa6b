import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DiagramPicture, PageContents } from '../../src/explorer/document/contents.ts';
import { allways } from './command.ts';
import { Project } from './loading/project.ts';

// What is marked by a letter is where the test looks for it.
const MACHINES = `import { emit, setup } from 'xstate';

export const common = { RESET: { target: '#made.idle' } }; // RESET
const names = { STOP: 'idle' }; // STOP
const further = (more: boolean) => (more ? { MORE: { target: 'busy', reenter: true } } : {}); // MORE

export const made = (more: boolean) =>
  setup({
    types: { events: {} as { type: 'GO' | 'RESET' | 'STOP' | 'MORE' | 'SKIP' }, emitted: {} as { type: 'HI' } },
    delays: { SOON: 10 },
    guards: { never: () => ({ is: false }).is },
  }).createMachine({
    id: 'made',
    initial: 'idle',
    on: common,
    states: {
      idle: { // idle
        on: {
          GO: [
            { guard: 'never', target: 'waiting' }, // GO 0
            { target: 'busy' }, // GO 1
          ],
        },
      },
      busy: {
        entry: emit({ type: 'HI' }),
        after: { SOON: 'waiting' }, // SOON
        on: { ...names, ...further(more) },
      },
      waiting: {
        always: { guard: 'never', target: 'idle' }, // always
        on: Object.fromEntries([['SKIP', 'idle']]),
      },
    },
  });
`;

const MODEL = `import { defineModel, endpoint } from 'allways';
import { setup } from 'xstate';
import { made } from './parts/made.ts';

const quiet = setup({ types: { events: {} as { type: 'HI' } } }).createMachine({ id: 'quiet', on: { HI: {} } }); // HI

export default defineModel({
  name: 'places',
  parameters: {},
  build: () => ({
    endpoints: {
      made: endpoint(made(true), { events: [{ type: 'GO' }] }),
      quiet: endpoint(quiet),
    },
    network: { carries: ['HI'] },
  }),
  properties: ({ deadlockFree }) => [deadlockFree()],
});
`;

function lineOf(text: string, mark: string): number {
  return text.split('\n').findIndex((line) => line.endsWith(`// ${mark}`)) + 1;
}

describe('the diagrams of a page', () => {
  it('know where states and transitions are written, also those that functions put together', async () => {
    const folder = new Project({ 'model.ts': MODEL, 'parts/made.ts': MACHINES });
    try {
      const file = join(folder.path, 'x.html');
      const { status, stderr } = await allways(['explore', join(folder.path, 'model.ts'), '-o', file]);
      expect(status, stderr).toBe(0);
      const pictures = Object.values(contentsOf(readFileSync(file, 'utf8')).diagrams);
      const found = (pick: (picture: DiagramPicture) => DiagramPicture['states']) =>
        Object.fromEntries(pictures.flatMap(pick).map(({ id, place }) => [id, place]));
      const made = (mark: string) => `parts/made.ts:${lineOf(MACHINES, mark)}`;
      expect(found(({ states }) => states)).toMatchObject({ 'made.idle': made('idle'), made: null });
      expect(found(({ transitions }) => transitions)).toEqual({
        'made RESET 0': made('RESET'),
        'made.idle GO 0': made('GO 0'),
        'made.idle GO 1': made('GO 1'),
        'made.busy STOP 0': null,
        'made.busy MORE 0': made('MORE'),
        'made.busy xstate.after.SOON.made.busy 0': made('SOON'),
        'made.waiting SKIP 0': null,
        'made.waiting  0': made('always'),
        'quiet HI 0': `model.ts:${lineOf(MODEL, 'HI')}`,
      });
    } finally {
      folder.remove();
    }
  });
});

function contentsOf(html: string): PageContents {
  const [, data = '{}'] = /<script type="application\/json"[^>]*>(.*?)<\/script>/s.exec(html) ?? [];
  return JSON.parse(data);
}
