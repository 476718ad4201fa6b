import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allways } from '../cli/command.ts';
import { executablePath, NO_BROWSER, openPage, startBrowser } from './chromium.ts';

const folder = mkdtempSync(join(tmpdir(), 'allways-views-'));
const report = join(folder, 'close.html');
/** Where the pictures are kept, to be looked at: ALLWAYS_VIEWS names a folder; else they are thrown away. */
const pictures = process.env.ALLWAYS_VIEWS ?? join(folder, 'views');
let browser: Browser;

beforeAll(async () => {
  if (executablePath === undefined) return;
  browser = await startBrowser();
  mkdirSync(pictures, { recursive: true });
  const args = ['explore', 'machines/tcp-close/model.ts', '-o', report];
  expect(await allways(args)).toMatchObject({ status: 0 });
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach((test) => {
  if (executablePath === undefined) test.skip(NO_BROWSER);
});

const search = async (page: Page) => {
  await page.click('header .search button');
  await page.waitForSelector('header .search >> text=Search again');
};
const tab = (name: string) => (page: Page) => page.click(`role=tab[name=${name}]`);

/** What is looked at, and how one comes there. */
const VIEWS: readonly (readonly [name: string, way: readonly ((page: Page) => Promise<unknown>)[]])[] = [
  ['beginning', [(page) => page.keyboard.press('Home')]],
  ['machines', [tab('Machines')]],
  ['transitions', [tab('Machines'), (page) => page.click('.transitions summary >> nth=0')]],
  ['state', [tab('State')]],
  ['properties', [search, tab('Properties')]],
  ['overview', [search, tab('Overview')]],
  [
    'paths',
    [
      tab('Paths'),
      (page) => page.click('text=Find test paths'),
      (page) => page.waitForSelector('.path-list'),
    ],
  ],
  ['parameters', [tab('Parameters')]],
  ['message', [(page) => page.click('.spot.message >> nth=0')]],
  ['keys', [(page) => page.keyboard.press('?'), (page) => page.waitForSelector('dialog[open]')]],
];

describe('a view of the page', () => {
  for (const [i, [name, way]] of VIEWS.entries()) {
    const scheme = i % 2 === 0 ? 'light' : 'dark';
    for (const [width, height] of [
      [1360, 860],
      [360, 740],
    ] as const) {
      it(`${name}: ${scheme}, ${width} wide, without a mistake, and no wider than the screen`, async () => {
        const address = `${pathToFileURL(report).href}#variant=no-time-wait&set=capacity:2&path=0/0/0/0/0/2`;
        const options = { colorScheme: scheme, viewport: { width, height } } as const;
        const { page, errors } = await openPage(browser, address, options);
        for (const step of way) await step(page);
        const file = join(pictures, `${name}-${scheme}-${width}.png`);
        await page.screenshot({ path: file, fullPage: true, animations: 'disabled' });
        expect(existsSync(file) && statSync(file).size).toBeGreaterThan(10_000);
        expect(errors).toEqual([]);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        ).toBeLessThanOrEqual(0);
        await page.context().close();
      });
    }
  }
});
