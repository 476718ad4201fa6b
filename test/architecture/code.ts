import ts from 'typescript';
import { type Source, visit } from './source.ts';

/** What a file does that it must not, each with its line. */
type CodeRule = (source: Source) => readonly Finding[];

interface Finding {
  readonly at: number;
  readonly what: string;
}

const TERMINAL = ['process', 'console', 'Buffer', 'require', '__dirname', '__filename'];
const CLOCK = ['performance', 'setTimeout', 'setInterval', 'setImmediate'];
const SILENCERS = /@ts-(ignore|expect-error|nocheck)|biome-ignore|eslint-disable/;

export const codeRules: Readonly<Record<string, CodeRule>> = {
  'only the command line touches the process and the terminal': (source) =>
    source.path.startsWith('src/') && !source.path.startsWith('src/cli/') ? uses(source, TERMINAL) : [],

  'only the search, the explorer and the command line look at a clock': (source) =>
    /^src\/(cli|search|survey|explorer)\//.test(source.path) || source.path.startsWith('test/')
      ? []
      : [...uses(source, CLOCK), ...nodes(source, isPresentDate, 'Date')],

  'nothing depends on chance that has no seed': (source) =>
    source.path.startsWith('test/') ? [] : nodes(source, isMathRandom, 'Math.random'),

  'no type is any': (source) => nodes(source, (node) => node.kind === ts.SyntaxKind.AnyKeyword, 'any'),

  'no value is asserted to be there': (source) => nodes(source, isAssertedToBeThere, 'the assertion !'),

  'no complaint of a tool is silenced': (source) =>
    comments(source)
      .filter(({ what }) => SILENCERS.test(what))
      .map(({ at, what }) => ({ at, what: SILENCERS.exec(what)?.[0] ?? what })),
};

/** Everything that breaks a rule, as `file:line: what`. */
export function brokenCode(rule: CodeRule, sources: readonly Source[]): string[] {
  return sources.flatMap((source) =>
    rule(source).map(({ at, what }) => {
      const line = source.tree.getLineAndCharacterOfPosition(at).line + 1;
      return `${source.path}:${line}: ${what}`;
    }),
  );
}

function nodes({ tree }: Source, matches: (node: ts.Node) => boolean, what: string): Finding[] {
  const found: Finding[] = [];
  visit(tree, (node) => {
    if (matches(node)) found.push({ at: node.getStart(tree), what });
  });
  return found;
}

/** Where global names are used: not as the name of a member, and not in a type. */
function uses(source: Source, names: readonly string[]): Finding[] {
  return names.flatMap((name) => nodes(source, (node) => isUseOf(node, name), name));
}

function isUseOf(node: ts.Node, name: string): boolean {
  if (!ts.isIdentifier(node) || node.text !== name) return false;
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node || isGlobal(parent.expression);
  if (ts.isTypeNode(parent) || ts.isTypeElement(parent) || ts.isClassElement(parent)) return false;
  return !((ts.isPropertyAssignment(parent) || ts.isBindingElement(parent)) && isNameOnly(parent, node));
}

function isNameOnly(parent: ts.PropertyAssignment | ts.BindingElement, node: ts.Node): boolean {
  return ts.isPropertyAssignment(parent) ? parent.name === node : parent.propertyName === node;
}

function isGlobal(node: ts.Node): boolean {
  return ts.isIdentifier(node) && (node.text === 'globalThis' || node.text === 'window');
}

/** `Date.now`, `Date()`, `new Date()`: a date that is given is no clock. */
function isPresentDate(node: ts.Node): boolean {
  if (!isUseOf(node, 'Date')) return false;
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name.text !== 'prototype';
  if (ts.isCallExpression(parent)) return parent.expression === node;
  return ts.isNewExpression(parent) && parent.expression === node && (parent.arguments ?? []).length === 0;
}

function isMathRandom(node: ts.Node): boolean {
  return (
    ts.isPropertyAccessExpression(node) &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === 'Math' &&
    node.name.text === 'random'
  );
}

function isAssertedToBeThere(node: ts.Node): boolean {
  if (ts.isNonNullExpression(node)) return true;
  const declares = ts.isPropertyDeclaration(node) || ts.isVariableDeclaration(node);
  return declares && node.exclamationToken !== undefined;
}

function comments({ tree }: Source): Finding[] {
  const found = new Map<number, Finding>();
  visit(tree, (node) => {
    const ranges = [
      ...(ts.getLeadingCommentRanges(tree.text, node.getFullStart()) ?? []),
      ...(ts.getTrailingCommentRanges(tree.text, node.getEnd()) ?? []),
    ];
    for (const { pos, end } of ranges) found.set(pos, { at: pos, what: tree.text.slice(pos, end) });
  });
  return [...found.values()];
}
