import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allways, folderOf } from './command.ts';

const MODEL = `import { defineModel, endpoint } from 'allways';
import { emit, setup } from 'xstate';

const types = { events: {} as { type: 'SAY' } | { type: 'HI' }, emitted: {} as { type: 'HI' } | { type: 'heard' } };
const speaker = setup({ types }).createMachine({
  initial: 'quiet',
  states: { quiet: { on: { SAY: { target: 'done', actions: emit({ type: 'HI' }) } } }, done: {} },
});
const listener = setup({ types }).createMachine({ on: { HI: { actions: emit({ type: 'heard' }) } } });

export default defineModel({
  name: 'hi',
  parameters: { loss: true },
  build: (p) => ({
    endpoints: { speaker: endpoint(speaker, { events: [{ type: 'SAY' }] }), listener: endpoint(listener) },
    network: { carries: ['HI'], loss: p.loss },
  }),
  properties: [],
});
`;

/** An implementation in TypeScript, with a class, a parameter property and an enum: nothing that Node 20 runs by itself. */
const DRIVER = `import type { Driver } from 'allways';

enum Line { Hi = 'hi' }

class Person {
  constructor(public written: Line[] = [], public heard = 0, public hasSpoken = false) {}
  say(): void {
    this.hasSpoken = true;
    this.written.push(Line.Hi);
  }
  listen(line: Line): void {
    if (line === Line.Hi) this.heard += 1;
  }
}

export default (): Driver<Line> => {
  let person = new Person();
  return {
    async reset() {
      person = new Person();
    },
    async apply(action) {
      person.heard = 0;
      if (action.kind === 'event') person.say();
      if (action.kind === 'deliver') person.listen(action.message);
    },
    read: () => ({
      speaker: { value: person.hasSpoken ? 'done' : 'quiet', sent: person.written.splice(0).map((message) => ({ message })) },
      listener: { observed: Array.from({ length: person.heard }, () => ({ type: 'heard' })), sent: [] },
    }),
    decode: (line) => ({ type: line.toUpperCase() }),
  };
};
`;

let folder = folderOf({});
beforeEach(() => {
  folder = folderOf({ 'model.ts': MODEL, 'driver.ts': DRIVER });
});
afterEach(() => folder.remove());

const run = (...args: string[]) => allways(['run-paths', ...args], { cwd: folder.path });

describe('allways run-paths', () => {
  it('runs an implementation in TypeScript, anywhere on disk, along the paths of a model', async () => {
    const { status, stdout, stderr } = await run(
      'driver.ts',
      '--model',
      'model.ts',
      '--cover',
      'transitions,faults',
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(
      /✓ The implementation does what the model does on \d paths for transitions and\nfaults, \d steps\./,
    );
  });

  it('draws the first difference', async () => {
    folder.remove();
    folder = folderOf({
      'model.ts': MODEL,
      'driver.ts': DRIVER.replace('this.heard += 1', 'this.heard += 2'),
    });
    const { status, stdout } = await run('driver.ts', '--model', 'model.ts');
    expect(status).toBe(1);
    expect(stdout).toContain('✗ The implementation differs on path 1');
    expect(stdout).toContain('speaker');
    const json = await run('driver.ts', '--model', 'model.ts', '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({ model: 'hi', verdict: 'differs', path: 1 });
  });

  it("takes the model that the driver's file exports, and tries what is ignored", async () => {
    folder.remove();
    folder = folderOf({
      'model.ts': MODEL,
      'driver.ts': `export { default as model } from './model.ts';\n${DRIVER}`,
    });
    expect(await run('driver.ts', '--set', 'loss=false')).toMatchObject({ status: 0 });
    // Who has spoken speaks again if asked again; the model does not.
    expect(await run('driver.ts', '--ignored', '--set', 'loss=false')).toMatchObject({ status: 1 });
  });

  it('says what is missing', async () => {
    expect(await run('driver.ts')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('exports no model as "model"; name its file by --model'),
    });
    expect(await run('model.ts', '--model', 'model.ts')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('its default export is no driver'),
    });
  });
});
