import { ModelError } from '../../language/errors.ts';
import { nearest } from '../../language/nearest.ts';
import {
  type ParameterSpec,
  type ParameterSpecs,
  type ParameterValue,
  parseParameter,
} from '../../language/parameters.ts';

/** The most values that a sweep may have. */
const MOST = 1000;

/** A parameter and the values that it is to take. */
export interface Over {
  readonly parameter: string;
  readonly values: readonly ParameterValue[];
}

/**
 * Understands `--over`: `name=0..4`, `name=1,2,8`, `name=fixed,monotone`, or `name` alone where the values are few.
 *
 * @throws ModelError for an unknown parameter, values of the wrong type, or too many
 */
export function parseOver(specs: ParameterSpecs, text: string): Over {
  const at = text.indexOf('=');
  const parameter = (at < 0 ? text : text.slice(0, at)).trim();
  const spec = Object.hasOwn(specs, parameter) ? specs[parameter] : undefined;
  if (spec === undefined) {
    throw new ModelError(
      `--over: there is no parameter "${parameter}"${nearest(parameter, Object.keys(specs))}`,
    );
  }
  if (at < 0) return { parameter, values: allValues(parameter, spec) };
  const list = text.slice(at + 1);
  const range = /^(-?\d+)\.\.(-?\d+)$/.exec(list);
  if (range !== null)
    return { parameter, values: span(specs, parameter, Number(range[1]), Number(range[2])) };
  if (list.trim() === '' || list.includes('..')) throw misread(text);
  const values = list.split(',').map((value) => parseParameter(specs, parameter, value.trim(), '--over'));
  return { parameter, values: [...new Set(values)] };
}

function allValues(parameter: string, spec: ParameterSpec): readonly ParameterValue[] {
  if (typeof spec === 'boolean') return [false, true];
  if (typeof spec === 'object') return spec.choices;
  throw new ModelError(
    `--over ${parameter}: say which values it is to take, as in --over ${parameter}=${typeof spec === 'number' ? '0..4' : 'a,b'}`,
  );
}

function span(
  specs: ParameterSpecs,
  parameter: string,
  first: number,
  last: number,
): readonly ParameterValue[] {
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(last))
    throw new ModelError(
      `--over ${parameter}: the range goes beyond ${Number.MAX_SAFE_INTEGER}, where numbers are no longer exact`,
    );
  if (last < first)
    throw new ModelError(
      `--over ${parameter}=${first}..${last}: the range is empty; its first value exceeds its last`,
    );
  if (last - first >= MOST)
    throw new ModelError(`--over ${parameter}=${first}..${last}: that is more than ${MOST} values`);
  return Array.from({ length: last - first + 1 }, (_, i) =>
    parseParameter(specs, parameter, String(first + i), '--over'),
  );
}

function misread(text: string): ModelError {
  return new ModelError(`--over ${text}: it takes a range of whole numbers (name=0..4) or a list (name=a,b)`);
}
