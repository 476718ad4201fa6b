import { type AnyModel, check, instantiate, type ParameterValue } from 'allways';
import { describe, expect, it } from 'vitest';
import httpKeepAlive from '../../machines/http-keep-alive/model.ts';

/** Bounds beyond those of the variants, as the READMEs tell them. */
interface Beyond {
  readonly model: AnyModel;
  readonly variant: string;
  readonly set: Readonly<Record<string, ParameterValue>>;
}

const beyond: readonly Beyond[] = [
  ...Object.keys(httpKeepAlive.variants ?? {}).map((variant) => ({
    model: httpKeepAlive,
    variant,
    set: { requests: 3 },
  })),
  ...[
    ['shorter', 1],
    ['equal timeouts', 6],
    ['one delay shorter', 2],
    ['counts from the request', 3],
  ].map(([variant, clientIdle]) => ({
    model: httpKeepAlive,
    variant: String(variant),
    set: { requests: 3, delay: 2, serverIdle: 6, clientIdle: Number(clientIdle) },
  })),
];

describe('the verdicts are the same', () => {
  it.each(beyond)('$variant with $set', ({ model, variant, set }) => {
    const instance = instantiate(model, { variant, set });
    const { properties, complete } = check(instance);
    expect(complete).toBe(true);
    for (const { name, kind, verdict } of properties.filter((each) => each.kind !== 'reachable')) {
      expect(verdict, `${name}, ${kind}`).toBe(instance.expect[name] ?? 'holds');
    }
  });
});
