import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Why there is no browser to look at the site with; null if there is one. */
export const missingBrowser: string | null =
  executable() === null ? `no browser is installed: none of ${NAMES.join(', ')} is on the PATH` : null;

/** @throws Error if there is none */
export function openBrowser(): Promise<Browser> {
  const executablePath = executable();
  if (executablePath === null) throw new Error(`${missingBrowser}`);
  // Who may do everything gets no sandbox; and the pages are our own.
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
}

function executable(): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const paths = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return paths.find((path) => existsSync(path)) ?? null;
}
