import { createHash } from 'node:crypto';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import type { PageContents } from '../../../../src/explorer/document/contents.ts';
import { documentOf } from '../../../../src/explorer/document/document.ts';

const NASTY = `</script><script>alert(1)</script><!-- "quotes" 'single' \${x} \u2028 & <b>`;

const contents: PageContents = {
  model: NASTY,
  worker: `const a = "${'</script>'}";`,
  diagrams: { [NASTY]: { svg: '<svg></svg>', states: [], transitions: [] } },
  start: { choice: { variant: NASTY, set: { [NASTY]: NASTY }, without: [NASTY] }, replay: null },
  searches: false,
  command: NASTY,
  isServed: false,
};
const hash = (text: string) => createHash('sha256').update(text).digest('base64');
const script = "const end = '</script>'; const comment = '<!--';";
const text = documentOf({ contents, script, css: 'b{content:"</style>"}', hash });

describe('a document', () => {
  const { document } = new JSDOM(text).window;

  it('has one script that runs, and data that come out as they went in', () => {
    const scripts = [...document.querySelectorAll('script')];
    expect(scripts.map(({ type }) => type)).toEqual(['application/json', '']);
    expect(JSON.parse(scripts[0]?.textContent ?? '')).toEqual(contents);
    expect(document.title).toBe(`${NASTY.replace('\u2028', '\u2028')} – Allways`.trim());
  });

  it('has code that means the same where it was escaped', () => {
    const [, code] = [...document.querySelectorAll('script')].map((element) => element.textContent ?? '');
    expect(new Function(`${code}; return [end, comment]`)()).toEqual(['</script>', '<!--']);
  });

  it('allows its own script and style by their hashes, no eval, and requests to nobody', () => {
    const policy = document.querySelector('meta[http-equiv]')?.getAttribute('content') ?? '';
    const code = document.querySelectorAll('script')[1]?.textContent ?? '';
    const style = document.querySelector('style')?.textContent ?? '';
    expect(policy).toContain(`script-src 'sha256-${hash(code)}'`);
    expect(policy).toContain(`style-src 'sha256-${hash(style)}'`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:/);
  });

  it('may ask its own server, if it has one', () => {
    const served = documentOf({ contents: { ...contents, isServed: true }, script, css: '', hash });
    expect(served).toContain("connect-src 'self'");
  });
});
