import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { packetOf, pcapOf } from '../support/captures.ts';
import { allways, folderOf } from './command.ts';

const PING = 'machines/ping/model.ts';
const ping = '{"sent":{"type":"PING"},"from":"client"}\n';
const pong = '{"sent":{"type":"PONG"},"from":"server"}\n';

const folder = folderOf({
  'good.jsonl': ping + pong,
  'bad.jsonl': pong,
  'cut.jsonl': `${ping}{"sent`,
  'broken.jsonl': 'hello\n',
});
const file = (name: string) => join(folder.path, name);
writeFileSync(file('syn.pcap'), pcapOf([packetOf({ from: 'client', flags: 'S', seq: 9 })]));
afterAll(() => folder.remove());

const validate = (name: string, ...more: readonly string[]) =>
  allways(['validate', PING, file(name), ...more]);

describe.concurrent('allways validate', () => {
  it('explains a log that fits', async () => {
    const { status, stdout } = await validate('good.jsonl');
    expect(status).toBe(0);
    expect(stdout).toContain('✓ The log fits: this behaviour shows all 2 of it');
    expect(stdout).toContain('ASK');
    expect(stdout).toContain('replay machines/ping/model.ts --path 0/0');
  });

  it('says of one that does not fit where, and what was possible', async () => {
    const { status, stdout } = await validate('bad.jsonl');
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /✗ The log does not fit: no behaviour of the model shows line 1 .*Seen: {5}server sends PONG.*client sends PING/s,
    );
  });

  it('is unknown at a limit', async () => {
    const { status, stdout } = await validate('good.jsonl', '--max-states', '1');
    expect([status, stdout]).toEqual([
      3,
      expect.stringContaining('? Unknown: the search was stopped (max-states)'),
    ]);
  });

  it('tells that a log is cut off', async () => {
    const { status, stdout } = await validate('cut.jsonl');
    expect([status, stdout]).toEqual([0, expect.stringContaining('Note: line 2, the last one, is cut off')]);
  });

  it('prints one JSON document', async () => {
    const { stdout } = await validate('bad.jsonl', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      model: 'ping',
      verdict: 'differs',
      explained: 0,
      sightings: 1,
      where: 'line 1',
      instead: ['client sends PING'],
      replay: '.',
      trace: [{ step: 0 }],
    });
  });

  it('reads captures, if the model does', async () => {
    const tcp = await allways(['validate', 'machines/tcp/model.ts', file('syn.pcap')]);
    expect([tcp.status, tcp.stdout]).toEqual([0, expect.stringContaining('SYN(seq=0)')]);
    const other = await validate('syn.pcap');
    expect([other.status, other.stderr]).toEqual([
      2,
      expect.stringContaining('is a capture, but the model "ping"'),
    ]);
  });

  it.each([
    ['broken.jsonl', 'line 1 of the log is no JSON object'],
    ['missing.jsonl', 'missing.jsonl cannot be read'],
  ])('refuses what is no log: %s', async (name, message) => {
    const { status, stderr } = await validate(name);
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});
