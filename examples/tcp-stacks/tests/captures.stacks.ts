import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CaptureReading, readCapture, type Validation, validateLog } from 'allways/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import model from '../../../machines/tcp/model.ts';
import type { Stack } from '../link/stack.ts';
import { profiles } from '../profiles/profile.ts';
import { Connection, type Lost } from '../run/connection.ts';
import { FAULTS, FaultyStack } from '../run/faults.ts';
import { start } from '../run/harness.ts';
import { runPaths } from '../run/paths.ts';
import { filesOf } from '../run/report.ts';
import { tracesOf } from '../run/suites.ts';
import { agreeing, subjectOf, suite, withStacks } from './needed.ts';

describe.each(agreeing)('captures of connections between two of %s', (name) => {
  withStacks([name], 'are validated', () => {
    let client: Stack;
    let server: Stack;
    beforeAll(() => {
      [client, server] = [start(name), start(name)];
    });
    afterAll(async () => {
      for (const stack of [client, server]) await stack.end();
    });

    /** The server sends an octet, the client closes first; the server waits for its timer after its text, or its FIN. */
    async function captured(
      lost: Lost = [],
      waitsAfter: 'send 1' | 'close' | null = null,
    ): Promise<CaptureReading> {
      const connection = new Connection(client, server, lost);
      await connection.open();
      await connection.call('server', 'send 1');
      if (waitsAfter === 'send 1') await connection.call('server', 'next');
      await connection.call('client', 'close');
      await connection.call('server', 'close');
      if (waitsAfter === 'close') await connection.call('server', 'next');
      const reading = model.capture?.(readCapture(connection.capture())?.packets ?? [], null);
      if (reading === undefined) throw new Error('the model reads no captures');
      return reading;
    }

    const validated = (reading: CaptureReading): Validation =>
      validateLog(model, reading, {
        set: { ...profiles[name].set, ...reading.parameters },
        maxStates: 20_000,
      });

    it('a plain one fits', async () => {
      const reading = await captured();
      expect(reading.sightings.map(({ event }) => event.kind)).toEqual([
        ...['SYN', 'SYN_ACK', 'ACK', 'DATA', 'ACK', 'FIN', 'ACK', 'FIN', 'ACK'],
      ]);
      expect(validated(reading)).toMatchObject({ verdict: 'fits', explained: 9 });
    });

    it('with the text lost, and sent again, fits', async () => {
      const reading = await captured([4], 'send 1');
      expect(reading.sightings.filter(({ event }) => event.kind === 'DATA').length).toBe(2);
      expect(validated(reading).verdict).toBe('fits');
    });

    it('with the last FIN lost, and sent again, fits', async () => {
      const reading = await captured([8], 'close');
      expect(reading.sightings.filter(({ event }) => event.kind === 'FIN').length).toBe(3);
      expect(validated(reading)).toMatchObject({ verdict: 'fits' });
    });

    it('with a FIN cut out does not fit, at the packet after it', async () => {
      const { sightings, ...reading } = await captured();
      const fin = sightings.findIndex(({ event }) => event.kind === 'FIN');
      const found = validated({ ...reading, sightings: sightings.toSpliced(fin, 1) });
      expect(found).toMatchObject({ verdict: 'differs', where: sightings[fin + 1]?.where });
    });
  });
});

withStacks(['lwip'], 'the capture of a difference that the report writes', () => {
  const root = fileURLToPath(new URL('../../..', import.meta.url));

  /** What `allways validate` says of it: its exit status, and the line that says so. */
  function validatedByCommand(folder: string, name: string, capture: string | Uint8Array) {
    const file = join(folder, name);
    writeFileSync(file, capture);
    const [, side = ''] = /-(client|server)\.pcap$/.exec(name) ?? [];
    const args = ['validate', 'machines/tcp/model.ts', file, '--variant', 'lwip', '--at', side];
    const command = ['scripts/run-sources.mjs', 'src/cli/main.ts', ...args];
    const { status, stdout } = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' });
    return { status, said: stdout.split('\n').find((line) => /^[✓✗]/.test(line)) };
  }

  it('is read back by allways validate, which refuses the packet that is wrong', async () => {
    const wrong = FAULTS.find(({ name }) => name === 'acknowledges too little');
    if (wrong === undefined) throw new Error('there is no such fault');
    const subject = subjectOf('lwip', new FaultyStack(start('lwip'), wrong));
    const results = await runPaths({ client: subject }, tracesOf(suite('transitions'), profiles.lwip.set));
    await subject.stack.end();
    const row = { stack: 'lwIP', side: 'client', suite: 'transitions', criterion: 'transitions', results };
    const captures = [...filesOf([row])].filter(([name]) => name.endsWith('.pcap'));
    const [[name = '', capture = ''] = []] = captures;
    const folder = mkdtempSync(join(tmpdir(), 'allways-difference-'));
    const found = validatedByCommand(folder, name, capture);
    rmSync(folder, { recursive: true });
    expect(found.status).toBe(1);
    const last = readCapture(Uint8Array.from(Buffer.from(capture)))?.packets.length;
    expect(found.said).toContain(`no behaviour of the model shows packet ${last}`);
  });
});

withStacks(['linux'], 'a capture of Linux with text that nobody read', () => {
  it('has a RST for it, and fits where a user may abort', async () => {
    const [client, server] = [start('linux'), start('linux')];
    const connection = new Connection(client, server);
    await connection.open('lazy=1');
    await connection.call('client', 'send 1');
    await connection.call('server', 'close');
    for (const stack of [client, server]) await stack.end();
    const reading = model.capture?.(readCapture(connection.capture())?.packets ?? [], null);
    expect(reading?.sightings.map(({ event }) => event.kind)).toEqual([
      'SYN',
      'SYN_ACK',
      'ACK',
      'DATA',
      'ACK',
      'RST',
    ]);
    if (reading === undefined) throw new Error('the model reads no captures');
    const set = { ...profiles.linux.set, ...reading.parameters };
    expect(validateLog(model, reading, { set, maxStates: 20_000 }).verdict).toBe('fits');
    const strict = validateLog(model, reading, { set: { ...set, abort: false }, maxStates: 20_000 });
    expect(strict).toMatchObject({ verdict: 'differs', where: 'packet 6' });
  });
});
