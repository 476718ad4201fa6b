// Builds the documentation as a site, in .site/dist: node scripts/site.mjs [--base /path/]. The texts are those of the project, at the
// same places, so that links between them hold; links to what is no page become words. The API is told by the comments in src/.
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const site = join(root, '.site');
const PAGES = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md'];
const FOLDERS = ['docs', 'machines', 'examples', 'test/bench'];
/** What typedoc says of types that no entry exports, where an entry is told; and what is said instead, at its end. */
const NAMED_ONLY = /^## Entries\n\n(?:\|.*\n)+?\| \[named-only\].*\n\n/m;
const REMARK =
  'Types that these name, and that need not be imported, have [pages of their own](named-only/index.md).';
const PICTURES = ['.svg', '.png', '.webp'];

const baseAt = process.argv.indexOf('--base');
const base = baseAt < 0 ? '/' : process.argv[baseAt + 1];

rmSync(site, { recursive: true, force: true });
for (const file of [...PAGES, ...FOLDERS.flatMap(filesIn)]) copy(file);
cpSync(join(root, 'scripts/site'), join(site, '.vitepress'), { recursive: true });
api();
run('node_modules/vitepress/bin/vitepress.js', 'build', site, '--base', base);
console.log(`The site is in ${relative(process.cwd(), join(site, '.vitepress/dist'))}.`);

/** The pages and pictures in a folder, from the root of the project. */
function filesIn(folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .map((name) => join(folder, name))
    .filter((name) => ['.md', ...PICTURES].includes(extname(name)) && !name.includes('node_modules'));
}

function copy(file) {
  // Where a folder is asked for, its index is shown.
  const to = join(site, indexed(file));
  mkdirSync(dirname(to), { recursive: true });
  if (extname(file) !== '.md') {
    cpSync(join(root, file), to);
    // Pictures are also links to themselves.
    return cpSync(join(root, file), join(site, 'public', file));
  }
  writeFileSync(to, page(readFileSync(join(root, file), 'utf8'), dirname(join(root, file))));
}

/** A text as a page: marks of blocks, which are for tests, are left out, and so are links to what is no page. */
function page(text, folder) {
  const fence = /^( {0,3}```)(.*)$/;
  let isCode = false;
  return text
    .split('\n')
    .map((line) => {
      const [, ticks, info] = fence.exec(line) ?? [];
      if (ticks !== undefined) {
        isCode = !isCode;
        // What a program prints is no code.
        return `${ticks}${info
          .trim()
          .split(/\s+/)[0]
          .replace(/^console$/, 'text')}`;
      }
      return isCode
        ? line
        : line
            .replace(/(<(?:img|source)[^>]* src=")(?![a-z]+:|\.)/g, '$1./')
            .replace(
              /(!?)\[((?:[^[\]]|\[[^\]]*\](?:\([^)]*\))?)*)\]\(([^)\s]+)\)/g,
              (link, image, words, address) => {
                if (image !== '') return link;
                return isPage(address, folder) ? `[${words}](${indexed(address)})` : words;
              },
            );
    })
    .join('\n');
}

/** The address of a page, at which the README of a folder is its index. */
function indexed(address) {
  return address.replace(/(^|\/)README\.md(?=$|#)/, '$1index.md');
}

function isPage(address, folder) {
  if (/^([a-z]+:|#)/.test(address)) return true;
  const path = join(folder, address.replace(/#.*/, ''));
  const from = relative(root, path);
  const isCopied = PAGES.includes(from) || FOLDERS.some((each) => from.startsWith(`${each}/`));
  return (
    isCopied && existsSync(path) && statSync(path).isFile() && ['.md', ...PICTURES].includes(extname(path))
  );
}

function api() {
  run(
    'node_modules/typedoc/bin/typedoc',
    '--options',
    join(root, 'scripts/site/typedoc.json'),
    '--out',
    join(site, 'api'),
  );
  for (const name of readdirSync(join(site, 'api'), { recursive: true }).filter((each) =>
    each.endsWith('.md'),
  )) {
    const path = join(site, 'api', name);
    writeFileSync(path, apiPage(readFileSync(path, 'utf8')));
  }
}

/**
 * A page of the API. Its title has no type parameters, which are listed below it; and files of the sources are named, not linked to:
 * where they can be read is not known.
 */
function apiPage(text) {
  const named = NAMED_ONLY.test(text) ? `\n${REMARK}\n` : '';
  const page = text
    .replace(NAMED_ONLY, '')
    .replace(/^(# [^<\\]*)\\<.*$/m, '$1')
    .replace(/\[([^\]]+)\]\(source:[^)]*\)/g, '`$1`');
  return `${page}${named}`;
}

function run(program, ...args) {
  execFileSync(process.execPath, [join(root, program), ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}
