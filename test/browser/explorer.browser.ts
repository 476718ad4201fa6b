import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import tcp from '../../machines/tcp/model.ts';
import tcpClose from '../../machines/tcp-close/model.ts';
import { type AnyModel, check, instantiate, variantNames } from '../../src/index.ts';
import { allways } from '../cli/command.ts';
import { type Served, serveExplorer } from '../support/explorer-server.ts';
import { executablePath, NO_BROWSER, openPage, startBrowser, waitUntilAt, whereIn } from './chromium.ts';

/** Whether only the share of CI is run. */
const isShare = process.env.CI !== undefined;

const folder = mkdtempSync(join(tmpdir(), 'allways-browser-'));
const report = join(folder, 'close.html');
let browser: Browser;

beforeAll(async () => {
  if (executablePath === undefined) return;
  browser = await startBrowser();
  const set = ['--variant', 'no-time-wait', '--set', 'capacity=2'];
  const { status, stderr } = await allways(['explore', 'machines/tcp-close/model.ts', ...set, '-o', report]);
  expect(status, stderr).toBe(0);
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach((test) => {
  if (executablePath === undefined) test.skip(NO_BROWSER);
});

const small = { variant: 'no-time-wait', set: { capacity: 2 } };
const open = (hash = '', options = {}) => openPage(browser, `${pathToFileURL(report).href}${hash}`, options);

/** A counterexample of the small variant, as the command line finds it. */
function hazard() {
  const found = check(instantiate(tcpClose, small)).properties.find(({ verdict }) => verdict === 'violated');
  if (found === undefined || !('path' in found)) throw new Error('nothing is violated');
  return found;
}

async function search(page: Page): Promise<string> {
  await page.click('header .search button');
  await page.waitForSelector('header .search >> text=Search again');
  return (await page.textContent('header .search output')) ?? '';
}

async function axeFindings(page: Page): Promise<readonly string[]> {
  // The policy lets nothing in but the page's own code: what looks at it is put beside it.
  const results = await page.evaluate(async () => {
    const { axe: run } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await run.run();
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
    );
  });
  return results;
}

describe('the page from a disk, with the network off', () => {
  it('walks to the hazard by clicks, and asks nobody for anything', async () => {
    const { path, name } = hazard();
    const { page, errors, requests } = await open('', { offline: true });
    for (const [i, index] of path.entries()) {
      await page.click(`.step-list li:nth-child(${index + 1}) button`);
      await waitUntilAt(page, i + 1);
    }
    await page.click('role=tab[name=Properties]');
    const item = page.locator('.properties li', { has: page.locator(`strong:text-is("${name}")`) });
    expect(await item.textContent()).toContain('violated here');
    expect(await page.textContent('.ladder-picture')).toContain(`${name}: violated`);
    expect(errors).toEqual([]);
    expect(requests).toEqual([pathToFileURL(report).href]);
    await page.context().close();
  });

  it('branches, compares, goes back, and is where it was when it is loaded again', async () => {
    const { page } = await open();
    const press = async (key: string, at: number) => {
      await page.keyboard.press(key);
      await waitUntilAt(page, at);
    };
    await press('0', 1);
    await press('0', 2);
    await press('ArrowLeft', 1);
    expect(await whereIn(page)).toEqual([1, 2]);
    await press('1', 2);
    expect(await page.locator('.branches li').count()).toBe(3);
    await page.click('.branches li:nth-child(2) button[title^=Compare]');
    await page.waitForSelector('.comparison');
    expect(await page.textContent('.comparison')).toContain('1 step in common');
    expect(page.url()).toContain('path=0/1');
    await page.goBack();
    await waitUntilAt(page, 1);
    await page.goForward();
    await waitUntilAt(page, 2);
    await page.reload();
    await waitUntilAt(page, 2);
    expect(page.url()).toContain('path=0/1');
    await page.context().close();
  });

  it('delivers and loses messages that are clicked in the ladder, and says why what cannot be', async () => {
    const { page } = await open('#variant=no-time-wait&set=capacity:2&path=.');
    await page.keyboard.press('0');
    await waitUntilAt(page, 1);
    await page.click('.spot.message');
    const dialog = page.locator('.ladder [role=dialog]');
    expect(await dialog.textContent()).toMatch(/deliver #1 SYN/);
    await dialog.locator('button', { hasText: 'lose #1' }).click();
    await waitUntilAt(page, 2);
    await page.click('.refused-list summary');
    expect(await page.textContent('.refused-list')).toMatch(/due in|would change nothing/);
    await page.context().close();
  });

  it('can be used by the keyboard alone', async () => {
    const { page } = await open();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('step');
    await page.keyboard.press('Enter');
    await waitUntilAt(page, 1);
    await page.keyboard.press('?');
    await page.waitForSelector('dialog[open]');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'detached' });
    await page.keyboard.press('ArrowLeft');
    await waitUntilAt(page, 0);
    await page.context().close();
  });

  it('leads from a verdict to its counterexample, and from a cell of the overview to its nearest state', async () => {
    const { page } = await open();
    await search(page);
    await page.click('role=tab[name=Properties]');
    await page.click('text=Go to the counterexample >> nth=0');
    await waitUntilAt(page, hazard().path.length);
    await page.click('role=tab[name=Overview]');
    expect(await page.locator('.cell.begins').count()).toBeGreaterThan(0);
    await page.click('.cell.begins >> nth=0');
    await page.waitForSelector('.cell.begins.is-here');
    await page.context().close();
  });

  it('keeps the path as far as it fits when parameters change', async () => {
    const { page } = await open(`#variant=no-time-wait&set=capacity:2&path=${hazard().path.join('/')}`);
    await waitUntilAt(page, hazard().path.length);
    await page.click('role=tab[name=Parameters]');
    await page.fill('#parameter-timeWait', '2');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.notice');
    expect(await page.textContent('.notice')).toMatch(/Of the path, \d+ steps fit/);
    expect(await search(page)).toContain('states');
    expect(page.url()).toContain('set=timeWait:2');
    await page.context().close();
  });

  for (const scheme of ['light', 'dark'] as const) {
    for (const [width, height] of [
      [1360, 860],
      [360, 740],
    ] as const) {
      it(`shows nothing that axe finds fault with: ${scheme}, ${width} wide`, async () => {
        const path = hazard().path.slice(0, 6).join('/');
        const { page } = await open(`#variant=no-time-wait&set=capacity:2&path=${path}`, {
          colorScheme: scheme,
          viewport: { width, height },
          bypassCSP: true,
          // Colours that are on their way from one to another are nobody's to judge.
          reducedMotion: 'reduce',
        });
        await waitUntilAt(page, 6);
        await page.addScriptTag({ content: axe.source });
        for (const tab of ['Machines', 'State', 'Properties', 'Overview', 'Paths', 'Parameters']) {
          await page.click(`role=tab[name=${tab}]`);
          if (tab === 'Paths') {
            await page.click('text=Find test paths');
            await page.waitForSelector('.path-list');
          }
          expect(await axeFindings(page), tab).toEqual([]);
        }
        const isTooWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        expect(isTooWide).toBe(false);
        await page.context().close();
      });
    }
  }

  it('is small', () => {
    expect(statSync(report).size).toBeLessThan(1.5e6);
  });
});

describe('a search in the page counts what Node counts', () => {
  const counted = async (
    model: AnyModel,
    file: string,
    choices: readonly { variant: string; set: Record<string, number> }[],
  ) => {
    const page = join(folder, 'counts.html');
    const { status, stderr } = await allways(['explore', file, '-o', page]);
    expect(status, stderr).toBe(0);
    for (const { variant, set } of choices) {
      const { statistics } = check(instantiate(model, { variant, set }));
      const hash = `#variant=${variant}${Object.entries(set)
        .map(([name, value]) => `&set=${name}:${value}`)
        .join('')}&path=.`;
      const { page: tab } = await openPage(browser, `${pathToFileURL(page).href}${hash}`);
      const digits = (await search(tab)).replaceAll(',', '');
      const [states, transitions, depth] =
        /(\d+) states? *(\d+) transitions? *depth (\d+)/
          .exec(digits.replace(/, /g, ' '))
          ?.slice(1)
          .map(Number) ?? [];
      expect([variant, states, transitions, depth]).toEqual([
        variant,
        statistics.distinctStates,
        statistics.transitions,
        statistics.depth,
      ]);
      await tab.context().close();
    }
  };

  it(`in ${isShare ? 'a variant' : 'all variants'} of tcp-close`, async () => {
    const variants = isShare ? ['no-time-wait'] : variantNames(tcpClose);
    const choices = variants.map((variant) => ({ variant, set: { capacity: 2 } }));
    await counted(tcpClose, 'machines/tcp-close/model.ts', choices);
  });

  it.skipIf(isShare)('in two of tcp', async () => {
    const set = { capacity: 2, incarnations: 1 };
    await counted(tcp, 'machines/tcp/model.ts', [
      { variant: 'no-time-wait', set },
      { variant: 'simultaneous-close', set },
    ]);
  });
});

describe('a page that is served', () => {
  let served: Served;
  const model = join(folder, 'ping.ts');
  const good = readFileSync(new URL('../fixtures/counter.ts', import.meta.url), 'utf8');

  beforeAll(async () => {
    if (executablePath === undefined) return;
    copyFileSync(new URL('../fixtures/counter.ts', import.meta.url), model);
    served = await serveExplorer([model]);
  });
  afterAll(() => served?.interrupt());

  it('follows the model when its file is saved, and tells its mistakes in place', async () => {
    const { page } = await openPage(browser, served.address);
    expect(page.url()).not.toContain('token');
    await page.keyboard.press('0');
    await waitUntilAt(page, 1);
    await page.waitForLoadState('load');
    writeFileSync(model, `${good}\nexport const = 1;\n`);
    await page.waitForSelector('.notice.bad');
    expect(await page.textContent('.notice.bad')).toMatch(/ping\.ts:\d+/);
    writeFileSync(model, `${good}\n// changed\n`);
    await page.waitForSelector('.notice.bad', { state: 'detached' });
    await page.waitForSelector('text=was loaded again');
    await waitUntilAt(page, 1);
    await page.context().close();
  });

  it('ends its server when it is told to', async () => {
    const { page } = await openPage(browser, served.address);
    await page.click('text=End server');
    expect(await served.ended).toBe(0);
    await page.keyboard.press('0');
    await waitUntilAt(page, 1);
    await page.context().close();
  });
});
