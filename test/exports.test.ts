import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  commentOf,
  entriesOf,
  type PublicApi,
  type PublicName,
  publicApi,
  throwsOf,
} from './exports/public.ts';
import { hasBody, whyItThrows } from './exports/throwing.ts';
import { membersOf, unitless } from './exports/units.ts';

let api: PublicApi;

beforeAll(() => {
  api = publicApi();
});

/** What can be called of a public name: itself, or what it is made by and its methods, each with its name. */
function callable({ name, symbol }: PublicName): readonly (readonly [string, ts.Node])[] {
  return (symbol.declarations ?? []).flatMap((declaration): (readonly [string, ts.Node])[] => {
    if (ts.isClassDeclaration(declaration)) {
      return declaration.members
        .filter((member) => member.name === undefined || !ts.isPrivateIdentifier(member.name))
        .map((member) => [`${name}.${member.name?.getText() ?? 'constructor'}`, member] as const);
    }
    return [[name, declaration] as const];
  });
}

describe('public names', () => {
  it('stand in every entry of the package', () => {
    const counts = entriesOf().map(([entry]) => api.names.filter((each) => each.entry === entry).length);
    expect(counts.every((count) => count > 5)).toBe(true);
  });

  it('each have a comment that says what they mean', () => {
    const silent = api.names.filter(({ symbol }) => commentOf(symbol, api.checker) === '');
    expect(silent.map(({ entry, name }) => `${entry}: ${name}`)).toEqual([]);
  });

  it('have one meaning each: none is exported by two entries', () => {
    const names = api.names.map(({ name }) => name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('say what they throw, if they tell of mistakes', () => {
    const untold = api.names.flatMap((each) =>
      callable(each).flatMap(([name, node]) => {
        const why = hasBody(node) && throwsOf(node).length === 0 ? whyItThrows(node, api.checker) : null;
        return why === null ? [] : [`${each.entry}: ${name} ${why}`];
      }),
    );
    expect(untold).toEqual([]);
  });

  it('say of every option what it means', () => {
    const silent = api.names
      .filter(({ name }) => /(Options|Limits|Kit|Definition|Driver)$/.test(name))
      .flatMap(({ entry, name, symbol }) =>
        membersOf(symbol, api.checker)
          .filter((member) => commentOf(member, api.checker) === '')
          .map((member) => `${entry}: ${name}.${member.name}`),
      );
    expect(silent).toEqual([]);
  });

  it('say of numbers what they count, or in which unit', () => {
    const untold = api.names.flatMap(({ entry, name, symbol }) =>
      unitless(symbol, api.checker).map((member) => `${entry}: ${name}.${member}`),
    );
    expect(untold).toEqual([]);
  });
});
