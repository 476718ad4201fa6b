import ts from 'typescript';
import { commentOf } from './public.ts';

/** What numbers count, or measure. */
const UNITS =
  /\b(ticks?|bytes?|bits?|states?|steps?|milliseconds?|seconds?|messages?|packets?|pixels?|characters?|lines?|columns?|paths?|goals?|runs?|threads?|events?|actions?|transitions?|endpoints?|how often|times|number of|octets?|place|index|indices|port|depth|seed|how many|so many|share)\b/i;

/** What stands beside numbers, such as `unbounded`. */
const BESIDE = ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.StringLiteral;

/** The members of a type that stand in the sources. */
export function membersOf(symbol: ts.Symbol, checker: ts.TypeChecker): readonly ts.Symbol[] {
  const type = checker.getDeclaredTypeOfSymbol(symbol);
  const types = type.isUnion() ? type.types : [type];
  return types
    .filter((each) => (each.flags & ts.TypeFlags.Object) !== 0)
    .flatMap((each) => [...checker.getPropertiesOfType(each)])
    .filter(({ declarations = [] }) => declarations.some((node) => !isForeign(node)));
}

/** Members of a type that are numbers, and whose comment does not say of what: their names. */
export function unitless(symbol: ts.Symbol, checker: ts.TypeChecker): readonly string[] {
  const own = commentOf(symbol, checker);
  return membersOf(symbol, checker).flatMap((member) => {
    const [declaration] = member.declarations ?? [];
    if (declaration === undefined) return [];
    if (!isNumber(checker.getTypeOfSymbolAtLocation(member, declaration))) return [];
    const said = commentOf(member, checker);
    // A name says it, too: `maxStates`, `seconds`.
    const words = `${said} ${own} ${member.name.replace(/([a-z])([A-Z])/g, '$1 $2')}`;
    return UNITS.test(words) ? [] : [member.name];
  });
}

function isForeign(node: ts.Node): boolean {
  return node.getSourceFile().fileName.includes('/node_modules/');
}

/** Whether what stands there is a number, or a word or null in its place: not data of any kind. */
function isNumber(type: ts.Type): boolean {
  const types = (type.isUnion() ? type.types : [type]).filter(({ flags }) => (flags & BESIDE) === 0);
  return types.length > 0 && types.every(({ flags }) => (flags & ts.TypeFlags.NumberLike) !== 0);
}
