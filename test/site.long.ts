import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, Page as Tab } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { missingBrowser, openBrowser } from './site/browser.ts';
import {
  deadLinks,
  filesOf,
  foreignAddresses,
  foreignLoads,
  idsIn,
  type Page,
  pagesOf,
} from './site/pages.ts';
import { serve } from './site/server.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const site = join(root, '.site/.vitepress/dist');

/** Addresses in the scripts of the theme that are names, or stand in comments and messages: none of them is asked for anything. */
const NAMES_ONLY = [
  'http://a.com',
  'http://www.w3.org',
  'https://api.iconify.design',
  'https://docsearch.algolia.com',
  'https://github.com',
  'https://vuejs.org',
];

let files: readonly string[] = [];
let pages: readonly Page[] = [];

beforeAll(async () => {
  await promisify(execFile)(process.execPath, [join(root, 'scripts/site.mjs')], { cwd: root });
  files = filesOf(site);
  pages = pagesOf(site, files);
});

describe('the site', () => {
  it('has a page for every text, and for every exported name', () => {
    const paths = pages.map(({ path }) => path);
    for (const path of ['index.html', 'docs/tutorial.html', 'docs/models.html', 'machines/tcp/index.html']) {
      expect(paths).toContain(path);
    }
    expect(paths).toContain('api/allways/functions/check.html');
    expect(paths).toContain('api/allways/testing/interfaces/Driver.html');
    expect(paths.length).toBeGreaterThan(250);
  });

  it('has no link that leads nowhere, nor to a place that a page does not have', () => {
    const known = new Set(files);
    const ids = new Map(pages.map((page) => [page.path, idsIn(page)]));
    const dead = pages.flatMap((page) => {
      const links = page.path === '404.html' ? [] : deadLinks(page, known, ids);
      return links.map((link) => `${page.path}: ${link}`);
    });
    expect([...new Set(dead)]).toEqual([]);
  });

  it('has nothing loaded from another host: by pages, styles or scripts', () => {
    expect(pages.flatMap(foreignLoads)).toEqual([]);
    const read = (path: string) => readFileSync(join(site, path), 'utf8');
    const styles = files.filter((path) => path.endsWith('.css')).map(read);
    expect(styles.length).toBeGreaterThan(0);
    const rules = styles.map((style) => style.replaceAll(/\/\*[\s\S]*?\*\//g, ''));
    expect(rules.flatMap(foreignAddresses).filter((each) => each !== 'http://www.w3.org')).toEqual([]);
    // Scripts of pages hold their texts, with the links that readers may follow.
    const scripts = files.filter((path) => path.endsWith('.js') && !/\.md\.|localSearchIndex/.test(path));
    expect(scripts.length).toBeGreaterThan(3);
    const foreign = scripts.map(read).flatMap(foreignAddresses);
    expect(foreign.filter((each) => !NAMES_ONLY.includes(each))).toEqual([]);
  });

  it('tells browsers to refuse what is not part of it', () => {
    const open = pages.filter(
      ({ html }) => !/http-equiv="Content-Security-Policy" content="default-src 'self'/.test(html),
    );
    expect(open.map(({ path }) => path)).toEqual([]);
  });
});

describe(`in a browser${missingBrowser === null ? '' : ` (skipped: ${missingBrowser})`}`, () => {
  let browser: Browser | null = null;
  let url = '';
  let close = async () => {};

  beforeAll(async () => {
    if (missingBrowser !== null) return;
    browser = await openBrowser();
    ({ url, close } = await serve(site));
  });

  afterAll(async () => {
    await browser?.close();
    await close();
  });

  beforeEach((context) => {
    if (missingBrowser !== null) context.skip(missingBrowser);
  });

  /** A tab, and all that went wrong in it so far. */
  async function openTab(width: number, colorScheme: 'light' | 'dark') {
    const context = await browser?.newContext({ colorScheme, viewport: { width, height: 800 } });
    if (context === undefined) throw new Error('there is no browser');
    const tab = await context.newPage();
    const wrong: string[] = [];
    tab.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
    tab.on('pageerror', ({ message }) => wrong.push(message));
    tab.on('request', (request) => {
      const address = request.url();
      if (!address.startsWith(url) && !address.startsWith('data:')) wrong.push(`asks ${address}`);
    });
    tab.on('response', (response) => {
      if (response.status() >= 400) wrong.push(`${response.status()}: ${response.url()}`);
    });
    return { context, tab, wrong };
  }

  async function visit(tab: Tab, path: string): Promise<void> {
    await tab.goto(`${url}/${path}`);
    // Its program has taken over what was written before it came.
    await tab.waitForFunction(`'__vue_app__' in (document.querySelector('#app') ?? {})`);
  }

  // All pages in two ways that differ in both; in the others, those that have pictures, tables and code.
  it.each([
    ['light', 1280, 'all'],
    ['dark', 360, 'all'],
    ['light', 360, 'some'],
    ['dark', 1280, 'some'],
  ] as const)(
    'that likes it %s and is %d pixels wide shows %s texts, with their pictures',
    async (scheme, width, which) => {
      const { context, tab, wrong } = await openTab(width, scheme);
      const some = ['index.html', 'docs/pictures.html', 'docs/criteria.html', 'docs/semantics.html'];
      const api = ['api/index.html', 'api/allways/index.html', 'api/allways/functions/check.html'];
      const texts = pages.map(({ path }) => path).filter((path) => !/^api\/|^404/.test(path));
      for (const path of [...(which === 'all' ? texts : some), ...api]) {
        await visit(tab, path);
        const seen = await tab.evaluate(LOOK);
        expect(seen, path).toEqual({
          tooWide: false,
          pictures: [],
          isDark: scheme === 'dark',
          hasTitle: true,
        });
      }
      expect(wrong).toEqual([]);
      await context.close();
    },
  );

  it.each([
    ['deliverable', 'deliverable'],
    ['toHold', 'toHold'],
    ['testPaths', 'testPaths'],
    ['TIME-WAIT', 'tutorial'],
    ['linearizability', 'linearizability'],
    ['symmetry', 'ymmetry'],
  ])('finds %s', async (words, address) => {
    const { context, tab, wrong } = await openTab(1280, 'light');
    await visit(tab, 'index.html');
    expect(await found(tab, words)).toContainEqual(expect.stringContaining(address));
    await tab.keyboard.press('Enter');
    await tab.waitForURL((now) => now.pathname !== '/index.html');
    await tab.waitForFunction((text) => document.body.innerText.includes(text), words);
    expect(wrong).toEqual([]);
    await context.close();
  });

  it.each(['capacity', 'symmetry', 'fairness', 'lifetime', 'history', 'variant', 'network'])(
    'finds texts about %s before the API',
    async (words) => {
      const { context, tab, wrong } = await openTab(1280, 'light');
      await visit(tab, 'index.html');
      const [first] = await found(tab, words);
      expect(first).toBeDefined();
      expect(first).not.toMatch(/^\/api\//);
      expect(wrong).toEqual([]);
      await context.close();
    },
  );

  it('has its menu, its search and its colours under the finger on a narrow screen', async () => {
    const { context, tab, wrong } = await openTab(360, 'light');
    await visit(tab, 'docs/tutorial.html');
    await tab.click('.VPLocalNav .menu');
    await tab.waitForSelector('.VPSidebar.open >> text=Every field of a model');
    await tab.click('.VPSidebar.open >> text=Every field of a model');
    await tab.waitForURL(/\/docs\/models/);
    expect(await found(tab, 'capacity')).not.toEqual([]);
    await tab.keyboard.press('Escape');
    await tab.click('.VPNavBarHamburger');
    await tab.click('.VPNavScreen .VPSwitchAppearance');
    expect(await tab.evaluate(LOOK)).toMatchObject({ isDark: true });
    expect(wrong).toEqual([]);
    await context.close();
  });
});

/** The addresses of what the search finds. */
async function found(tab: Tab, words: string): Promise<readonly string[]> {
  await tab.click('button.DocSearch-Button');
  await tab.fill('.VPLocalSearchBox input', words);
  await tab.waitForSelector('.VPLocalSearchBox .result');
  return tab.$$eval('.VPLocalSearchBox a.result', (results) =>
    results.map((each) => each.getAttribute('href') ?? ''),
  );
}

/** What a browser shows of a page, as its own program says it. */
const LOOK = `(() => {
  const page = document.documentElement;
  const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number);
  return {
    tooWide: page.scrollWidth > page.clientWidth,
    pictures: [...document.images].filter((each) => each.complete && each.naturalWidth === 0).map((each) => each.src),
    isDark: red + green + blue < 3 * 128,
    hasTitle: document.title.length > 0 && document.querySelector('.vp-doc h1') !== null,
  };
})()`;
