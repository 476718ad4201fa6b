import { describe, expect, it } from 'vitest';
import { allways, fixture, interruptOnceSearching } from './command.ts';

const COUNTER = fixture('counter.ts');

describe.concurrent('a search that never ends by itself', () => {
  it('ends at --max-states, and says what grows', async () => {
    const { status, stdout } = await allways(['check', COUNTER, '--max-states', '3000']);
    expect(status).toBe(3);
    expect(stdout).toMatch(/^\? unknown +not negative$/m);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(
      /What grows most is the endpoint "counting" with 3,\d+ local states/,
    );
  });

  it('ends at --max-states with --bitstate, too', async () => {
    const { status, stdout } = await allways(['check', COUNTER, '--max-states', '3000', '--bitstate', '32']);
    expect(status).toBe(3);
    expect(stdout).toMatch(/^\? unknown +not negative$/m);
  });

  it('ends at --max-seconds', async () => {
    const { status, stdout } = await allways(['check', COUNTER, '--max-seconds', '0.2', '--json']);
    expect(status).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ ending: 'max-seconds' });
  });

  it('leaves the verdicts of a matrix open', async () => {
    const { status, stdout } = await allways(['matrix', COUNTER, '--max-states', '2000']);
    expect(status).toBe(3);
    expect(stdout).toMatch(/^defaults {2}\?! {2}2,\d+\+/m);
    expect(stdout).toContain('+ not all states were seen');
  });
});

describe('Ctrl-C', () => {
  it('stops a search, which reports what it covered', async () => {
    const { status, stdout } = await allways(['check', COUNTER], {
      env: { ALLWAYS_PROGRESS: '' },
      during: interruptOnceSearching,
    });
    expect(status).toBe(3);
    expect(stdout.replace(/\s+/g, ' ')).toContain('The search was interrupted.');
    expect(stdout).toMatch(/[\d,]+ distinct states/);
  });
});

describe('hash compaction', () => {
  const MODEL = 'machines/toys/two-alarms/model.ts';

  it('says how likely a state was missed, and that what was not found stays unknown', async () => {
    const { status, stdout } = await allways(['check', MODEL, '--bitstate', '40']);
    expect(status).toBe(3);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(
      /Every state that 40 bits tell apart was seen \(--bitstate\)\. With a probability of up to \d\.\de-\d+ at least one/,
    );
  });

  it('tells the bits and the probability in JSON', async () => {
    const { stdout } = await allways(['check', MODEL, '--bitstate', '40', '--json']);
    const { complete, ending, stats } = JSON.parse(stdout);
    expect({ complete, ending, bits: stats.fingerprint.bits }).toEqual({
      complete: false,
      ending: 'compacted',
      bits: 40,
    });
    expect(stats.fingerprint.missProbability).toBeLessThan(1e-6);
  });

  it('refuses other numbers of bits, and other orders', async () => {
    const few = await allways(['check', MODEL, '--bitstate', '8']);
    expect([few.status, few.stderr]).toEqual([2, expect.stringContaining('16 to 64 bits')]);
    const deep = await allways(['check', MODEL, '--bitstate', '40', '--search', 'dfs']);
    expect([deep.status, deep.stderr]).toEqual([2, expect.stringContaining('breadth-first')]);
  });
});

describe('model code that never comes back', () => {
  const GUARD = fixture('endless-guard.ts');
  const SENTENCE =
    'allways: endpoint "loop": the machine "loop" in state idle, given GO: one call does not come back (it is in endless); is there a loop without an end?';

  it.each([['check'], ['paths'], ['space', '--joint']])(
    'is ended after a while, of %s',
    async (command, ...more) => {
      const env = { ALLWAYS_PATIENCE: '1' };
      const { status, stderr } = await allways([command, GUARD, ...more], { env });
      expect({ status, said: stderr.includes(SENTENCE) }).toEqual({ status: 2, said: true });
    },
  );

  it('is ended by Ctrl-C, without patience', async () => {
    let told = '';
    const { status, stderr } = await allways(['check', GUARD], {
      env: { ALLWAYS_PATIENCE: '100000' },
      during: (child) => {
        const { pid, stderr: stream } = child;
        stream?.on('data', (text: Buffer) => {
          const isFirst = !told.includes('looping');
          told += text;
          // The watching thread may still have to begin; until then, Ctrl-C is heard by nobody who could end the loop.
          if (isFirst && told.includes('looping')) {
            const again = setInterval(() => process.kill(-(pid ?? 0), 'SIGINT'), 2000);
            child.once('exit', () => clearInterval(again));
          }
        });
      },
    });
    expect({ status, said: stderr.includes(SENTENCE) }).toEqual({ status: 2, said: true });
  });
});

describe('a mistake that shows only on the way', () => {
  const HISTORY = fixture('throwing-history.ts');

  it('comes with the path to it, which can be replayed', async () => {
    const { status, stderr } = await allways(['check', HISTORY]);
    expect(status).toBe(2);
    expect(stderr).toContain('history.update threw: gone too far\n');
    expect(stderr).toContain(
      'It shows after a step, which `allways replay` draws (same model and options): --path 0\n',
    );
    const shown = await allways(['replay', HISTORY, '--path', '0']);
    expect(shown.status).toBe(0);
    expect(shown.stdout).toContain('[going]');
  });
});
