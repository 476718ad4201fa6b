import { readFileSync } from 'node:fs';
import { packageRoot } from './command-text.ts';

/** A row of the gallery of models. */
export interface Exhibit {
  readonly name: string;
  readonly path: string;
  readonly question: string;
  readonly answer: string;
}

/** `| [lease](lease/README.md) | question | answer |`, and more columns. */
const ROW = /^\| \[([\w-]+)\]\(\1\/README\.md\) \| ([^|]+) \| ([^|]+) \|/gm;

/** The gallery of models (`machines/README.md`), which the tour chooses from where the program runs from its sources. */
export function gallery(): readonly Exhibit[] {
  const text = readFileSync(`${packageRoot}machines/README.md`, 'utf8');
  return [...text.matchAll(ROW)].map(([, name = '', question = '', answer = '']) => ({
    name,
    path: `${packageRoot}machines/${name}/model.ts`,
    question,
    answer,
  }));
}
