import type { PageContents } from './contents.ts';

/** What a document is made of. */
export interface DocumentParts {
  readonly contents: PageContents;
  /** The page's own code, a classic script, and its style. */
  readonly script: string;
  readonly css: string;
  /** The SHA-256 of a text, in base 64. */
  hash(text: string): string;
}

/** Identifies the block of data in the document. */
const DATA = 'allways-data';

/**
 * The whole page as one document, which works from a disk, too. Its policy allows no code but its own, no style but its own, and requests to nobody (to its
 * own server alone, if it has one). That hinders requests; a report is a program by its author all the same.
 */
export function documentOf({ contents, script, css, hash }: DocumentParts): string {
  const code = inScript(script);
  const style = css.replaceAll('</', '<\\/');
  const policy = policyOf(hash(code), hash(style), contents.isServed);
  return [
    '<!doctype html>',
    '<html lang="en" data-theme="light">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escaped(contents.model)} – Allways</title>`,
    '<link rel="icon" href="data:,">',
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<div id="app"><p class="starting">Starting the checker …</p></div>',
    '<noscript>This page runs the checker itself, and needs JavaScript for that.</noscript>',
    `<script type="application/json" id="${DATA}">${dataText(contents)}</script>`,
    `<script>${code}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** The content security policy of a page with this script and this style. */
function policyOf(scriptHash: string, styleHash: string, isServed: boolean): string {
  return [
    "default-src 'none'",
    `script-src 'sha256-${scriptHash}'`,
    'worker-src blob:',
    `style-src 'sha256-${styleHash}'`,
    'img-src data: blob:',
    `connect-src ${isServed ? "'self'" : "'none'"}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** JSON that no name in it can end: every `<` is written as an escape. */
function dataText(contents: PageContents): string {
  return JSON.stringify(contents)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

/** Code that does not end its element early: `</script` and `<!--` stand in texts and expressions only, where an escape means the same. */
function inScript(code: string): string {
  return code.replaceAll(/<\/(script)/gi, '<\\/$1').replaceAll('<!--', '<\\!--');
}

function escaped(text: string): string {
  const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign);
}
