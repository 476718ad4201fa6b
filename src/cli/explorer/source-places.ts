import { readFile } from 'node:fs/promises';
import { dirname, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Node, ObjectExpression, Property } from 'acorn';
import type { Origin } from '../../export/machines/chart-origins.ts';
import type { AnyModel } from '../../language/definition.ts';
import { urlOfText } from '../loading/import-text.ts';
import { type LoadedModel, loadAgain } from '../loading/load.ts';

/** A model whose objects are known by where they are written. */
export interface PlacedModel {
  readonly model: AnyModel;
  /** The file and line where something in a configuration stands; null where code has put it together. */
  placeOf(origin: Origin): string | null;
}

/** An object as it stands in the code: where it begins, and where its keys stand. */
interface Literal {
  readonly node: ObjectExpression;
  readonly keys: ReadonlyMap<string, number>;
}

/** The map at the end of a bundle, which says of which places in which files it is made. */
const MAP = /\n\/\/# sourceMappingURL=data:application\/json;base64,(\S+)\s*$/;
const PLACES = '__allwaysPlaces';
const AT = '__allwaysAt';

/**
 * Loads a model once more, with each object that stands in its code marked by where it stands: what a machine is configured with can then be found in the
 * file of its author, also where functions have put the machine together. Null where that is not possible.
 */
export async function placedModel({ module, path }: LoadedModel): Promise<PlacedModel | null> {
  try {
    const code = await readFile(fileURLToPath(module.url), 'utf8');
    const lines = await sourceLines(code, dirname(path));
    const literals = await literalsIn(code);
    const marked = { ...module, url: await urlOfText(withMarks(code, literals)) };
    const model = await loadAgain(marked);
    const places = ((await import(marked.url)) as { readonly [PLACES]: WeakMap<object, number> })[PLACES];
    return {
      model,
      placeOf: ({ object, key }) => {
        const literal = literals[places.get(object) ?? -1];
        const offset = key === null ? literal?.node.start : literal?.keys.get(key);
        return offset === undefined ? null : lines(offset);
      },
    };
  } catch {
    // Places are a help: whatever is in the way of them is in the way of nothing else.
    return null;
  }
}

async function literalsIn(code: string): Promise<readonly Literal[]> {
  const { parse } = await import('acorn');
  const found: Literal[] = [];
  const visit = (value: unknown): void => {
    if (!Array.isArray(value) && !isNode(value)) return;
    if (isNode(value) && value.type === 'ObjectExpression') found.push(literalOf(value as ObjectExpression));
    for (const inner of Object.values(value)) visit(inner);
  };
  visit(parse(code, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true }));
  return found;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Partial<Node>).type === 'string';
}

function literalOf(node: ObjectExpression): Literal {
  const own = node.properties.filter((each): each is Property => each.type === 'Property' && !each.computed);
  return { node, keys: new Map(own.map(({ key }) => [keyName(key), key.start])) };
}

function keyName(key: Property['key']): string {
  return key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : '';
}

/** The code in which each object, as soon as it is made, is noted with its number. */
function withMarks(code: string, literals: readonly Literal[]): string {
  const marks = literals.flatMap(({ node: { start, end } }, i) => [
    { at: start, text: `${AT}(` },
    { at: end, text: `,${i})` },
  ]);
  marks.sort((a, b) => a.at - b.at);
  const parts: string[] = [];
  let done = 0;
  for (const { at, text } of marks) {
    parts.push(code.slice(done, at), text);
    done = at;
  }
  parts.push(code.slice(done));
  const head = `export const ${PLACES} = new WeakMap();\nfunction ${AT}(object, number) { ${PLACES}.set(object, number); return object; }\n`;
  return `${head}${parts.join('').replace(MAP, '\n')}`;
}

/** By a place in the code: the file, as seen from a folder, and the line from which it was compiled. */
async function sourceLines(code: string, folder: string): Promise<(offset: number) => string | null> {
  const { SourceMap } = await import('node:module');
  const [, encoded = ''] = MAP.exec(code) ?? [];
  const map = new SourceMap(JSON.parse(Buffer.from(encoded, 'base64').toString()));
  const starts = [0];
  for (let at = code.indexOf('\n'); at >= 0; at = code.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    const line = starts.findLastIndex((start) => start <= offset);
    const entry = map.findEntry(line, offset - (starts[line] ?? 0));
    if (!('originalSource' in entry) || !entry.originalSource.startsWith('file:')) return null;
    const file = relative(folder, fileURLToPath(entry.originalSource)).split(sep).join('/');
    return `${file}:${entry.originalLine + 1}`;
  };
}
