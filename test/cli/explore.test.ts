import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serveExplorer } from '../support/explorer-server.ts';
import { allways, folderOf } from './command.ts';

const folders: ReturnType<typeof folderOf>[] = [];
afterAll(() => {
  for (const folder of folders) folder.remove();
});

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = folderOf(files);
  folders.push(folder);
  return folder.path;
}

interface Got {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** Asks a server as a browser would, with these headers. */
function get(address: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Got> {
  return new Promise((resolve, reject) => {
    const asked = request(address, { headers, method }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text, headers: response.headers }),
      );
    });
    asked.on('error', reject);
    asked.end();
  });
}

describe('the server of the explorer', () => {
  let served: Served;
  let origin = '';
  let cookie = '';
  beforeAll(async () => {
    served = await serveExplorer(['machines/ping/model.ts', '--variant', 'hasty']);
    ({ origin } = new URL(served.address));
  });

  it('listens on the loopback address, and makes a cookie of the token', async () => {
    expect(origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const { status, headers } = await get(served.address);
    expect(status).toBe(303);
    expect(headers.location).toBe('/');
    const [set = ''] = headers['set-cookie'] ?? [];
    expect(set).toMatch(/^allways-\d+=[\w-]{32}; HttpOnly; SameSite=Strict; Path=\/$/);
    cookie = set.split(';')[0] ?? '';
  });

  it('shows the page to whoever has the cookie, and does not tell the token again', async () => {
    const { status, text, headers } = await get(origin, { cookie });
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toBe("frame-ancestors 'none'");
    expect(headers['cache-control']).toBe('no-store');
    expect(text).toContain("connect-src 'self'");
    expect(text).not.toContain(cookie.split('=')[1]);
  });

  it.each([
    ['without the cookie', {}],
    ['with another cookie', { cookie: 'allways-1=x' }],
    ['for another host', { host: 'example.org' }],
    ['for another host that leads here', { host: `rebound.example.org:80` }],
    ['from another page', { origin: 'http://example.org' }],
  ])('refuses who asks %s', async (_, headers) => {
    const own = 'cookie' in headers || Object.keys(headers).length === 0 ? {} : { cookie };
    expect((await get(origin, { ...own, ...headers })).status).toBe(403);
    expect((await get(`${origin}/model`, { ...own, ...headers })).status).toBe(403);
    expect((await get(`${origin}/end`, { ...own, ...headers }, 'POST')).status).toBe(403);
  });

  it('refuses a token that is wrong', async () => {
    expect((await get(`${origin}/open?token=wrong`)).status).toBe(403);
  });

  it('gives the model, and nothing else', async () => {
    const { text } = await get(`${origin}/model`, { cookie });
    expect(Object.keys(JSON.parse(text))).toEqual(['worker', 'diagrams']);
    expect((await get(`${origin}/package.json`, { cookie })).status).toBe(404);
  });

  it('ends when the page says so', async () => {
    expect((await get(`${origin}/end`, { cookie, origin }, 'POST')).status).toBe(200);
    expect(await served.ended).toBe(0);
  });
});

describe('the server', () => {
  it('ends with Ctrl-C', async () => {
    const served = await serveExplorer(['machines/ping/model.ts']);
    expect(await served.interrupt()).toBe(0);
  });
});

describe('a page as a file', () => {
  it('has model, checker and diagrams in it', async () => {
    const folder = folderWith({});
    const file = join(folder, 'ping.html');
    const { status, stderr } = await allways(['explore', 'machines/ping/model.ts', '-o', file]);
    expect(status, stderr).toBe(0);
    const html = readFileSync(file, 'utf8');
    expect(html).toContain("connect-src 'none'");
    expect(html.length).toBeLessThan(1.5e6);
    // What stands where on this machine is nobody's business.
    expect(html).not.toContain(process.cwd());
  });

  it('is written by check, too, and begins at the violation', async () => {
    const folder = folderWith({});
    const file = join(folder, 'report.html');
    const { status } = await allways(['check', 'machines/ping/model.ts', '--variant', 'hasty', '-o', file]);
    expect(status).toBe(1);
    const [, data = ''] =
      /<script type="application\/json"[^>]*>(.*?)<\/script>/s.exec(readFileSync(file, 'utf8')) ?? [];
    const { start, searches } = JSON.parse(data);
    expect(start.replay.split('/')).toHaveLength(4);
    expect(searches).toBe(true);
  });
});

describe('a model that no page can run', () => {
  const model = (first: string) =>
    `${first}\nexport { default } from ${JSON.stringify(join(process.cwd(), 'machines/ping/model.ts'))};\n`;

  it.each([
    [
      'imports of Node',
      "import { readFileSync } from 'node:fs';\nexport const x = readFileSync;",
      /model\.ts imports "node:fs", which no browser has/,
    ],
    [
      'awaits outside of functions',
      'export const x = await Promise.resolve(1);',
      /model\.ts:1: it awaits outside of any function/,
    ],
    ['a syntax error', 'export const = 1;', /model\.ts:1/],
  ])('is refused for %s', async (_, first, sentence) => {
    const folder = folderWith({ 'model.ts': model(first) });
    const { status, stderr } = await allways([
      'explore',
      join(folder, 'model.ts'),
      '-o',
      join(folder, 'x.html'),
    ]);
    expect(stderr).toMatch(sentence);
    expect(status).toBe(2);
  });
});
