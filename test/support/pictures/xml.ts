import { readFileSync } from 'node:fs';
import { validateXML } from 'xmllint-wasm';

/** Complaints of libxml2 about a document: that it is not well-formed, or not as the schema wants it. */
export async function xmlComplaints(text: string, schema?: URL): Promise<readonly string[]> {
  const xml = { fileName: 'document.xml', contents: text };
  const result =
    schema === undefined
      ? await validateXML({ xml, normalization: 'format' })
      : await validateXML({ xml, schema: readFileSync(schema, 'utf8') });
  return result.errors.map(({ message }) => message);
}

/** The structure of SCXML documents, written down from the recommendation as far as machines need it. */
export const scxmlSchema = new URL('scxml.xsd', import.meta.url);

/** Targets in an SCXML document that are the id of no element (libxml2 does not look). */
export function danglingTargets(text: string): readonly string[] {
  const ids = new Set([...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));
  const targets = [...text.matchAll(/ (?:target|initial)="([^"]*)"/g)].flatMap(([, list = '']) =>
    list.split(' '),
  );
  return targets.filter((target) => !ids.has(target));
}
