import { readFileSync } from 'node:fs';
import { type AnyModel, check, instantiate, type ParameterValue, variantNames } from 'allways';
import { describe, expect, it } from 'vitest';
import { thresholds } from '../../machines/closes.ts';
import httpKeepAlive from '../../machines/http-keep-alive/model.ts';
import mqttQos2 from '../../machines/mqtt-qos2/model.ts';
import quicClose from '../../machines/quic-close/model.ts';
import sctpShutdown from '../../machines/sctp-shutdown/model.ts';
import tlsClose from '../../machines/tls-close/model.ts';
import websocketClose from '../../machines/websocket-close/model.ts';
import websocketResume from '../../machines/websocket-close/resume.ts';

/** Bounds beyond those of the variants, as the READMEs tell them. */
interface Beyond {
  readonly model: AnyModel;
  readonly variant: string;
  readonly set: Readonly<Record<string, ParameterValue>>;
}

const beyond: readonly Beyond[] = [
  ...variantNames(httpKeepAlive).map((variant) => ({
    model: httpKeepAlive,
    variant,
    set: { requests: 3 },
  })),
  // In "receiver forgets", that the session is gone is not lost, for there is one break.
  ...Object.keys(mqttQos2.variants ?? {})
    .filter((variant) => variant !== 'receiver forgets')
    .map((variant) => ({ model: mqttQos2, variant, set: { identifiers: 2, breaks: 3 } })),
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
  ...variantNames(websocketClose).flatMap((variant) => [
    { model: websocketClose, variant, set: { messages: 2 } },
    ...(variant.startsWith('no timeout')
      ? []
      : [
          {
            model: websocketClose,
            variant,
            set: {
              messages: 2,
              delay: 2,
              clientPatience: 4,
              serverPatience: variant === 'impatient' ? 4 : 8,
            },
          },
        ]),
  ]),
  ...variantNames(quicClose)
    .filter(
      (variant) => variant !== 'a lost close, and nothing to send' && !variant.startsWith('the same with'),
    )
    .map((variant) => ({ model: quicClose, variant, set: { sends: 2 } })),
  ...variantNames(tlsClose).map((variant) => ({ model: tlsClose, variant, set: { records: 3 } })),
  { model: tlsClose, variant: 'as the RFC', set: { records: 3, injections: 2 } },
  // The others are larger than half a million states then.
  ...[
    'as the RFC',
    'nothing is lost',
    'who closes first stays',
    'both shut down',
    'both shut down, and stay',
    'tags used again',
    'tags used again, and a TIME-WAIT',
    'nobody answers',
    'the other side is gone',
    'T2 without limit',
  ].map((variant) => ({ model: sctpShutdown, variant, set: { clientData: 1, serverData: 1 } })),
  ...['as the RFC', 'both shut down', 'tags used again', 'nobody answers', 'an abort'].map((variant) => ({
    model: sctpShutdown,
    variant,
    set: { losses: 2 },
  })),
  ...variantNames(websocketResume).map((variant) => ({
    model: websocketResume,
    variant,
    set: { messages: 3, breaks: 3 },
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

describe('how long who must wait', () => {
  it.each(['quic-close', 'sctp-shutdown', 'lease'])('stands in machines/%s/README.md', (name) => {
    const readme = readFileSync(new URL(`../../machines/${name}/README.md`, import.meta.url), 'utf8');
    const tables = thresholds[name]?.() ?? [];
    expect(tables.length).toBeGreaterThan(0);
    for (const table of tables) expect(readme).toContain(table);
  });
});
