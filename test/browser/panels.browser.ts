import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allways } from '../cli/command.ts';
import { executablePath, NO_BROWSER, openPage, startBrowser, waitUntilAt } from './chromium.ts';

const folder = mkdtempSync(join(tmpdir(), 'allways-panels-'));
const glare = join(folder, 'glare.html');
const upload = join(folder, 'upload.html');
const circle = join(folder, 'circle.html');
let browser: Browser;

beforeAll(async () => {
  if (executablePath === undefined) return;
  browser = await startBrowser();
  for (const [model, file] of [
    ['machines/toys/glare/model.ts', glare],
    ['machines/upload/model.ts', upload],
    ['test/fixtures/circle.ts', circle],
  ] as const)
    expect(await allways(['explore', model, '-o', file])).toMatchObject({ status: 0 });
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach((test) => {
  if (executablePath === undefined) test.skip(NO_BROWSER);
});

const open = (file: string, hash = '', options = {}) =>
  openPage(browser, `${pathToFileURL(file).href}${hash}`, options);

async function search(page: Page): Promise<void> {
  await page.click('header .search button');
  await page.waitForSelector('header .search >> text=Search again');
}

describe('the panels', () => {
  it('say of a transition where it is written, to the pointer and in a list', async () => {
    const { page } = await open(glare, '#path=0');
    await page.click('.transitions summary >> nth=0');
    expect(await page.textContent('.transitions >> nth=0')).toMatch(/SEIZE.*model\.ts:\d+/);
    await page.hover('.diagram-picture [data-id^=t] text >> nth=0');
    await page.waitForSelector('.pointed .place');
    expect(await page.textContent('.pointed .place')).toMatch(/^model\.ts:\d+$/);
    expect(await page.locator('.diagram-picture .lit').count()).toBeGreaterThan(1);
    expect(await page.locator('.diagram-picture .taken').count()).toBeGreaterThan(0);
    await page.context().close();
  });

  it('draw a band around what is repeated for ever, and say what that violates', async () => {
    const { page } = await open(glare, '#path=.~0/0/0/1');
    await waitUntilAt(page, 4);
    expect(await page.locator('.ladder-picture .again').count()).toBe(1);
    await page.click('role=tab[name=Properties]');
    expect(await page.textContent('.properties')).toContain('violated by what is repeated here for ever');
    await page.context().close();
  });

  it('say which assumptions verdicts need', async () => {
    const { page } = await open(upload);
    await search(page);
    await page.click('role=tab[name=Properties]');
    await page.click('text=Search without each assumption');
    await page.waitForSelector('.necessity table');
    expect(await page.textContent('.necessity')).toMatch(/uploaded.*needed/);
    await page.context().close();
  });

  it('leave out an assumption, keep the walk, and put it into the address and the replay command', async () => {
    const { page } = await open(upload, '#path=0/0');
    await waitUntilAt(page, 2);
    await page.click('role=tab[name=Parameters]');
    await page.click('.assumptions label >> nth=0');
    await page.waitForURL(/without=/);
    await waitUntilAt(page, 2);
    expect(await page.isChecked('.assumptions input >> nth=0')).toBe(false);
    expect(await copied(page, 'Replay command')).toMatch(/--without deliveries --path 0\/0$/);
    await page.context().close();
  });

  it('find test paths, and walk them', async () => {
    const { page } = await open(glare);
    await page.click('role=tab[name=Paths]');
    await page.click('text=Find test paths');
    await page.waitForSelector('.path-list');
    await page.click('.path-list li button >> nth=0');
    await waitUntilAt(page, 0);
    await page.keyboard.press('ArrowRight');
    await waitUntilAt(page, 1);
    expect(await page.locator('.path-list li.on').count()).toBe(1);
    await page.context().close();
  });

  it('mark in the overview where we have been', async () => {
    const { page } = await open(glare, '#path=0/0');
    await search(page);
    await page.click('role=tab[name=Overview]');
    expect(await page.locator('.cell.is-seen').count()).toBe(3);
    await page.context().close();
  });

  it('name and remove branches', async () => {
    const { page } = await open(glare, '#path=0/0');
    await page.keyboard.press('ArrowLeft');
    await waitUntilAt(page, 1);
    await page.keyboard.press('1');
    await waitUntilAt(page, 2);
    await page.click('.branches li:nth-child(2) button[title^=Name]');
    await page.keyboard.type('first try');
    await page.keyboard.press('Enter');
    expect(await page.textContent('.branches li:nth-child(2) strong')).toBe('first try');
    await page.click('.branches li:nth-child(2) button[title^=Remove]');
    expect(await page.locator('.branches li').count()).toBe(1);
    await page.context().close();
  });

  it('copy the walk as a command, a link, text, Markdown, Mermaid and SVG', async () => {
    const { page } = await open(glare, '#path=0/0');
    await waitUntilAt(page, 2);
    expect(await copied(page, 'Replay command')).toMatch(/ replay model\.ts --path 0\/0$/);
    expect(await copied(page, 'Link')).toBe(page.url());
    expect(await copied(page, 'Ladder as text')).toContain('[waiting]');
    expect(await copied(page, 'Markdown')).toContain('| east |');
    expect(await copied(page, 'Mermaid')).toMatch(/^sequenceDiagram/);
    expect(await copied(page, 'SVG')).toMatch(/^<svg[^>]* xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    await page.context().close();
  });
});

describe('a step', () => {
  it.each([
    [1360, 860],
    [360, 740],
  ])('shifts nothing that stands on a screen %i wide', async (width, height) => {
    const { page } = await open(glare, '#path=0/0/0/1/0/0', { viewport: { width, height } });
    await waitUntilAt(page, 6);
    await page.keyboard.press('Home');
    await waitUntilAt(page, 0);
    await page.evaluate(() => {
      const shifts: number[] = [];
      Object.assign(globalThis, { shifts });
      // What follows an input within half a second is no shift to the browser, and is one to us.
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          shifts.push((entry as PerformanceEntry & { value: number }).value);
      }).observe({ type: 'layout-shift', buffered: false });
    });
    for (let at = 1; at <= 6; at++) {
      await page.keyboard.press('ArrowRight');
      await waitUntilAt(page, at);
    }
    await page.click('.spot >> nth=0');
    const opened = await page.locator('.ladder-sheet .popover').boundingBox();
    expect(opened?.x).toBeGreaterThanOrEqual(0);
    expect((opened?.x ?? 0) + (opened?.width ?? Number.POSITIVE_INFINITY)).toBeLessThanOrEqual(width);
    const tops = await page.evaluate(() => [
      ...new Set([...document.querySelectorAll('[role=tab]')].map((tab) => tab.getBoundingClientRect().top)),
    ]);
    expect(tops).toHaveLength(1);
    const beyond = await page.evaluate(() => {
      const box = document.querySelector('.ladder-scroll');
      return box === null ? null : box.scrollWidth - box.clientWidth;
    });
    expect(beyond).toBe(0);
    const shifts = await page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts);
    expect(shifts.filter((value) => value > 0.02)).toEqual([]);
    await page.context().close();
  });

  it('makes as little of the page behind 2,000 others as behind 200, and asks and is told no more', async () => {
    const work: Work[] = [];
    for (const steps of [200, 2000]) {
      const path = Array.from({ length: steps / 4 }, () => '0/0/0/1').join('/');
      const { page } = await open(glare, `#path=${path}`);
      await waitUntilAt(page, steps);
      work.push(await workOfStep(page, '0', steps + 1));
      await page.context().close();
    }
    const [short, long] = work;
    expect(short?.told).toBeGreaterThan(1000);
    expect(long?.asked).toBeLessThan(150);
    expect(long?.told).toBeLessThan(6000);
    // The ladder stays but for what the step adds, what is in flight, and where lifelines end.
    expect(long?.nodes).toBeGreaterThan(5);
    expect(long?.nodes).toBeLessThan(150);
    expect(long?.nodes).toBeLessThanOrEqual((short?.nodes ?? 0) + 10);
    expect(long?.drawn).toBe(short?.drawn);
  });

  it('of one among 20 endpoints leaves their ladder as it is, but for what the step changes, and shows who has acted', async () => {
    const { page } = await open(circle, `#path=${Array.from({ length: 70 }, (_, i) => i % 3).join('/')}`);
    await waitUntilAt(page, 70);
    const { nodes, drawn } = await workOfStep(page, '9', 71);
    // Twenty lifelines and their timers end further below.
    expect(nodes).toBeLessThan(300);
    expect(nodes).toBeLessThan(drawn / 2);
    const name = /station \d+/.exec((await page.textContent('[role=status]')) ?? '')?.[0] ?? '';
    const lane = page.locator('.ladder-names span', { hasText: new RegExp(`^${name}$`) });
    const [box, panel] = await Promise.all([
      lane.boundingBox(),
      page.locator('.ladder-scroll').boundingBox(),
    ]);
    expect(box?.x).toBeGreaterThan(panel?.x ?? Number.POSITIVE_INFINITY);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThan((panel?.x ?? 0) + (panel?.width ?? 0));
    await page.context().close();
  });

  it('goes back to a moment that is clicked, to one that is drawn only when asked for, too', async () => {
    const { page } = await open(glare, `#path=${Array.from({ length: 50 }, () => '0/0/0/1').join('/')}`);
    await waitUntilAt(page, 200);
    expect(await page.locator('[data-step="150"]').count()).toBe(0);
    await page.click('.earlier button');
    await page.locator('[data-step="150"]').click();
    await waitUntilAt(page, 150);
    await page.context().close();
  });
});

/** What one step makes the page do. */
interface Work {
  /** Elements that come into the page or go. */
  readonly nodes: number;
  /** Elements of the ladder. */
  readonly drawn: number;
  /** Letters that are sent to the checker, and back. */
  readonly asked: number;
  readonly told: number;
}

/** Takes a step by a key, and counts. */
async function workOfStep(page: Page, key: string, at: number): Promise<Work> {
  await page.evaluate(() => {
    const counts = { nodes: 0 };
    Object.assign(globalThis, { counts });
    new MutationObserver((records) => {
      for (const { addedNodes, removedNodes } of records)
        for (const node of [...addedNodes, ...removedNodes])
          if (node instanceof Element) counts.nodes += 1 + node.querySelectorAll('*').length;
    }).observe(document.body, { childList: true, subtree: true });
    const sizes = globalThis as unknown as { sizes: { asked: number; told: number } };
    sizes.sizes = { asked: 0, told: 0 };
  });
  await page.keyboard.press(key);
  await waitUntilAt(page, at);
  return page.evaluate(() => {
    const { counts, sizes } = globalThis as unknown as {
      counts: { nodes: number };
      sizes: { asked: number; told: number };
    };
    return { ...counts, ...sizes, drawn: document.querySelectorAll('.ladder-picture *').length };
  });
}

/** What an entry of the menu puts into the clipboard. */
async function copied(page: Page, entry: string): Promise<string> {
  await page.evaluate(() => {
    const clipboard = {
      writeText: async (text: string) => void Object.assign(globalThis, { clip: text }),
    };
    Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
    Object.assign(globalThis, { clip: null });
  });
  await page.click('header .menu > button');
  await page.click(`.popover >> text="${entry}"`);
  await page.waitForFunction(() => (globalThis as unknown as { clip: string | null }).clip !== null);
  return page.evaluate(() => (globalThis as unknown as { clip: string }).clip);
}
