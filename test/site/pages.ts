import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** A page of the site as it is built. */
export interface Page {
  /** From the root of the site. */
  readonly path: string;
  readonly html: string;
}

/** Where an attribute of a page leads. */
interface Address {
  readonly element: string;
  readonly attribute: string;
  readonly value: string;
}

/** All files of the site, from its root. */
export function filesOf(site: string): readonly string[] {
  return readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.join(entry.parentPath.slice(site.length).replaceAll('\\', '/'), entry.name))
    .map((path) => path.replace(/^\//, ''));
}

/** The pages among these files. */
export function pagesOf(site: string, files: readonly string[]): readonly Page[] {
  return files
    .filter((path) => path.endsWith('.html'))
    .map((path) => ({ path, html: readFileSync(join(site, path), 'utf8') }));
}

/** What a page has a browser load by itself from another host, as `element: address`. */
export function foreignLoads({ html }: Page): readonly string[] {
  return addressesIn(html)
    .filter(({ element, value }) => element !== 'a' && isForeign(value))
    .map(({ element, value }) => `${element}: ${value}`);
}

/** Links of a page that lead nowhere. */
export function deadLinks(
  page: Page,
  files: ReadonlySet<string>,
  ids: ReadonlyMap<string, ReadonlySet<string>>,
) {
  return addressesIn(page.html)
    .map(({ value }) => value)
    .filter((value) => !isForeign(value) && !/^(data|mailto):/.test(value))
    .filter((value) => {
      const [path = '', fragment = ''] = value.replaceAll('&amp;', '&').split('#');
      const target = path === '' ? page.path : fileFor(path, page.path);
      if (!files.has(target)) return true;
      const known = ids.get(target);
      return fragment !== '' && known !== undefined && !known.has(decodeURIComponent(fragment));
    });
}

/** The names of the places in a page to which links can lead. */
export function idsIn({ html }: Page): ReadonlySet<string> {
  return new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id));
}

/** Addresses on other hosts that a text holds. */
export function foreignAddresses(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/(?:https?:)\/\/[\w.-]+/g)].map(([address]) => address))];
}

function addressesIn(html: string): readonly Address[] {
  // Pages are written by a program, which puts every attribute in double quotes.
  return [...html.matchAll(/<([a-z][\w-]*)((?:\s+[^\s=>"]+(?:="[^"]*")?)*)\s*\/?>/g)].flatMap(
    ([, element = '', attributes = '']) =>
      [...attributes.matchAll(/\s(href|src|srcset|poster|data|action|xlink:href)="([^"]*)"/g)].map(
        ([, attribute = '', value = '']) => ({ element, attribute, value }),
      ),
  );
}

function isForeign(address: string): boolean {
  return /^(?:[a-z][a-z+.-]*:)?\/\//i.test(address);
}

function fileFor(path: string, from: string): string {
  const absolute = path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(from), path);
  const file = decodeURIComponent(absolute);
  return file === '' || file.endsWith('/') ? `${file}index.html` : file;
}
