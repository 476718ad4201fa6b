import { type BuiltIn, classNameOf, errorParts } from './kind.ts';

/** A part of an object of the language, and what leads to it from there. */
export interface Part {
  readonly step: string;
  readonly value: unknown;
}

/** All that an object of the language consists of, in order, beside its class. `keyText` writes the key of a map. */
export function partsOf(value: BuiltIn, keyText: (key: unknown) => string): readonly Part[] {
  if (value instanceof Map) {
    return [...value].flatMap(([key, item], i) => [
      { step: `.keys()[${i}]`, value: key },
      { step: `.get(${keyText(key)})`, value: item },
    ]);
  }
  if (value instanceof Set) return [...value].map((item, i) => ({ step: `.values()[${i}]`, value: item }));
  if (value instanceof Date) return [{ step: '', value: value.getTime() }];
  if (value instanceof Error) {
    const { own, added } = errorParts(value);
    return [
      ...own.map(([name, item]) => ({ step: `.${name}`, value: item })),
      ...added.map((key) => ({ step: `.${String(key)}`, value: Reflect.get(value, key) })),
    ];
  }
  return Array.from<number | bigint, Part>(value, (item, i) => ({ step: `[${i}]`, value: item }));
}

/** Whether two objects of the language are of one class, and have as many parts, by the same names. */
export function isAlike(a: BuiltIn, b: BuiltIn, left: readonly Part[], right: readonly Part[]): boolean {
  return (
    classNameOf(a) === classNameOf(b) &&
    left.length === right.length &&
    (a instanceof Map || left.every(({ step }, i) => step === right[i]?.step))
  );
}
