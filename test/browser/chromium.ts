import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const PLACES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Where the browser is; undefined where there is none. */
export const executablePath = PLACES.find((place) => place !== undefined && existsSync(place));

/** Why tests in the browser are skipped. */
export const NO_BROWSER =
  'there is no Chromium: install it (apt-get install chromium), or name it by CHROMIUM';

/** Starts the browser. Its sandbox does not work for root. */
export function startBrowser(): Promise<Browser> {
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ ...(executablePath === undefined ? {} : { executablePath }), args });
}

/** A page that notes what goes wrong in it, and what it asks the network for. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors of the page and of its policy, one by one. */
  readonly errors: readonly string[];
  /** Addresses that were asked for, blobs and data apart. */
  readonly requests: readonly string[];
}

/** Opens an address, and waits until the first steps are shown. */
export async function openPage(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1360, height: 860 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  const errors: string[] = [];
  const requests: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('request', (request) => {
    if (!/^(blob|data):/.test(request.url())) requests.push(request.url());
  });
  await page.addInitScript(countLetters);
  await page.goto(address);
  await page.waitForSelector('#steps');
  return { page, errors, requests };
}

/** Runs in the page: counts the letters that go to its worker and come from it. */
function countLetters(): void {
  const place = globalThis as unknown as { sizes: { asked: number; told: number }; Worker: typeof Worker };
  place.sizes = { asked: 0, told: 0 };
  place.Worker = class extends Worker {
    constructor(url: string | URL) {
      super(url);
      this.addEventListener('message', ({ data }) => {
        place.sizes.told += JSON.stringify(data).length;
      });
    }

    override postMessage(message: unknown): void {
      place.sizes.asked += JSON.stringify(message).length;
      super.postMessage(message);
    }
  };
}

/** How many steps of the branch have been taken, and of how many. */
export async function whereIn(page: Page): Promise<readonly [at: number, all: number]> {
  const text = (await page.textContent('.walker .count')) ?? '';
  const [, at = '-1', all = '-1'] = /step (\d+) of (\d+)/.exec(text) ?? [];
  return [Number(at), Number(all)];
}

/** Waits until so many steps have been taken. */
export async function waitUntilAt(page: Page, at: number): Promise<void> {
  await page.waitForFunction(
    (wanted) => document.querySelector('.walker .count')?.textContent?.trim().startsWith(`step ${wanted} of`),
    at,
  );
}
