// Takes the picture of the explorer with which README begins: npm run -s picture:explorer. It needs Chromium, as test:browser does, and the fonts of this system: what is the
// same on every machine is what can be seen, not each pixel.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('..', import.meta.url));
const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (place) => place !== undefined && existsSync(place),
);
const folder = mkdtempSync(join(tmpdir(), 'allways-picture-'));
const report = join(folder, 'ping.html');
const args = ['scripts/run-sources.mjs', 'src/cli/main.ts', 'explore', 'machines/ping/model.ts'];
const made = spawnSync(process.execPath, [...args, '--variant', 'hasty', '-o', report], {
  cwd: root,
  stdio: 'inherit',
});
if (made.status !== 0) process.exit(1);

const browser = await chromium.launch({
  executablePath,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 640 }, colorScheme: 'light' });
  await page.goto(`${pathToFileURL(report).href}#variant=hasty&path=0/0/1`);
  await page.waitForSelector('#steps');
  await page.click('header .search button');
  await page.waitForSelector('header .search >> text=Search again');
  await page.mouse.move(0, 0);
  const shot = await page.screenshot({ animations: 'disabled' });
  writeFileSync(join(root, 'docs/pictures/explorer.webp'), await webp(shot.toString('base64')));
  console.log('docs/pictures/explorer.webp');
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}

/** A picture as WebP, of less than half the size; the browser knows how. */
async function webp(png) {
  const page = await browser.newPage();
  const text = await page.evaluate(async (data) => {
    const picture = new Image();
    picture.src = `data:image/png;base64,${data}`;
    await picture.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [picture.width, picture.height];
    canvas.getContext('2d').drawImage(picture, 0, 0);
    return canvas.toDataURL('image/webp', 0.82);
  }, png);
  return Buffer.from(text.slice(text.indexOf(',') + 1), 'base64');
}
