import { beforeAll, describe, expect, it } from 'vitest';
import { compile, fixture } from './compile.ts';

const handshake = fixture('handshake.ts');
const loading = fixture('loading.ts');
const cluster = fixture('cluster.ts');

interface Mistake {
  /** What stands in the fixture, once. */
  readonly instead: string;
  readonly write: string;
  /** What the compiler says. */
  readonly complaint: RegExp;
  /** A text in the line that the compiler points at; by default the line of the change. */
  readonly at?: string;
}

/** What the compiler adds elsewhere because a mistake has kept it from inferring a type. */
const AFTERMATH =
  /possibly 'undefined'|does not exist on type '\{\}'|implicitly has an 'any' type|is declared but its value is never read/;

const mistakes: Record<string, Mistake> = {
  'a context field that does not exist, in a property': {
    instead: 'endpoints.client.context.seq === endpoints.server.context.peer',
    write: 'endpoints.client.context.sequence === endpoints.server.context.peer',
    complaint: /^Property 'sequence' does not exist on type '\{ seq: number; \}'/,
  },
  'a context field that only the other endpoint has': {
    instead: 'state.endpoints.server.context.peer === p.isn',
    write: 'state.endpoints.client.context.peer === p.isn',
    complaint: /^Property 'peer' does not exist on type '\{ seq: number; \}'/,
  },
  'a context field of another type': {
    instead: 'state.endpoints.server.context.peer === p.isn',
    write: "state.endpoints.server.context.peer === 'none'",
    complaint: /^This comparison appears to be unintentional because the types 'number \| null' and 'string'/,
  },
  'an endpoint that does not exist, in a property': {
    instead: 'before.endpoints.client.context.seq ===',
    write: 'before.endpoints.klient.context.seq ===',
    complaint: /^Property 'klient' does not exist on type .*Did you mean 'client'\?$/,
  },
  'an endpoint that does not exist, of an observation': {
    instead: "endpoint === 'client'),",
    write: "endpoint === 'klient'),",
    complaint: /types '"client" \| "server"' and '"klient"' have no overlap/,
  },
  'a state that the machine does not have': {
    instead: "endpoints.client.value !== 'open' ||",
    write: "endpoints.client.value !== 'opne' ||",
    complaint: /types '.*"waiting".*' and '"opne"' have no overlap/,
  },
  'a state that the machine does not have, in matches': {
    instead: "final: (state) => state.endpoints.client.matches('waiting')",
    write: "final: (state) => state.endpoints.client.matches('wait')",
    complaint: /^Argument of type '"wait"' is not assignable to parameter of type '.*"waiting"/,
  },
  'an endpoint that does not exist, among those that are alike': {
    instead: "? ['client', 'server'] : []",
    write: "? ['client', 'klient'] : []",
    complaint: /^Type '.*"klient".*' is not assignable to type/,
  },
  'an external event that the machine does not take': {
    instead: "events: [{ type: 'OPEN', port: 80 }]",
    write: "events: [{ type: 'OPN', port: 80 }]",
    complaint: /^Type '"OPN"' is not assignable to type '"OPEN" \| "SYN_ACK"'/,
  },
  'an external event without its payload': {
    instead: "events: [{ type: 'OPEN', port: 80 }]",
    write: "events: [{ type: 'OPEN' }]",
    complaint: /Property 'port' is missing in type '\{ type: "OPEN"; \}'/,
  },
  'a field that the local state does not have, in a function of events': {
    instead: '(state) => (state.context.peer === 0',
    write: '(state) => (state.context.pear === 0',
    complaint: /^Property 'pear' does not exist/,
  },
  'an event that does not exist, in an action': {
    instead: "step.action.event.type === 'OPEN'",
    write: "step.action.event.type === 'OPN'",
    complaint: /'"OPN"' have no overlap/,
  },
  'a message that no endpoint sends': {
    instead: "message.event.type === 'SYN_ACK' &&",
    write: "message.event.type === 'ACK' &&",
    complaint: /types '.*"SYN_ACK".*' and '"ACK"' have no overlap/,
  },
  'a field that the message does not have': {
    instead: 'String(action.message.event.seq)',
    write: 'String(action.message.event.ack)',
    complaint: /^Property 'ack' does not exist on type/,
  },
  'a mark that does not exist': {
    instead: "action.message.mark === 'fresh' ||",
    write: "action.message.mark === 'fersh' ||",
    complaint: /types '"fresh" \| "stale"' and '"fersh"' have no overlap/,
  },
  'a history variable that does not exist': {
    instead: '? { opens: history.opens + 1 }',
    write: '? { opens: history.open + 1 }',
    complaint: /^Property 'open' does not exist on type '\{ opens: number; \}'/,
  },
  'a history of another shape after a step': {
    instead: '? { opens: history.opens + 1 }',
    write: '? { opens: String(history.opens) }',
    complaint: /'\{ opens: string; \}' is not assignable to type '\{ opens: number; \}'/,
    at: 'update: (history, step) =>',
  },
  'a parameter that does not exist, in build': {
    instead: 'input: { isn: p.isn }, events',
    write: 'input: { isn: p.ins }, events',
    complaint: /^Property 'ins' does not exist on type 'ParameterValues<\{ readonly isn: /,
  },
  'a parameter that does not exist, in a property': {
    instead: 'after.endpoints.client.context.seq + p.isn,',
    write: 'after.endpoints.client.context.seq + p.ins,',
    complaint: /^Property 'ins' does not exist on type 'ParameterValues<\{ readonly isn: /,
  },
  'a parameter that does not exist, in an assumption': {
    instead: 'when: (p) => p.duplication',
    write: 'when: (p) => p.duplicates',
    complaint: /^Property 'duplicates' does not exist/,
  },
  'a parameter that does not exist, in a variant': {
    instead: "sentence: 'Starts at 7.', set: { isn: 7, duplication: false }",
    write: "sentence: 'Starts at 7.', set: { ins: 7, duplication: false }",
    complaint: /'ins' does not exist in type 'Partial<ParameterValues<\{ readonly isn: /,
  },
  'a parameter that does not exist, in a variant of a model in one piece': {
    instead: 'seven: { set: { isn: 7 } }',
    write: 'seven: { set: { ins: 7 } }',
    complaint: /'ins' does not exist in type 'Partial<ParameterValues<\{ readonly isn: /,
  },
  'a parameter value of another type, in a variant': {
    instead: "sentence: 'Starts at 7.', set: { isn: 7, duplication: false }",
    write: "sentence: 'Starts at 7.', set: { isn: '7', duplication: false }",
    complaint: /^Type 'string' is not assignable to type 'number'/,
  },
  'a value outside the choices of a parameter': {
    instead: "set: { order: 'none' }",
    write: "set: { order: 'lifo' }",
    complaint: /^Type '"lifo"' is not assignable to type '"none" \| "fifo"/,
  },
  'a verdict that does not exist': {
    instead: "expect: { 'both agree': 'violated' }",
    write: "expect: { 'both agree': 'broken' }",
    complaint: /^Type '"broken"' is not assignable to type 'Verdict/,
  },
  'input of another type': {
    instead: 'input: { isn: p.isn }, events',
    write: "input: { isn: 'one' }, events",
    complaint: /^Type 'string' is not assignable to type 'number'/,
  },
  'one of several inputs of another type': {
    instead: 'input: { isn: p.isn }, events',
    write: "input: anyOf({ isn: p.isn }, { isn: 'one' }), events",
    complaint:
      /^Type 'AnyOf<\{ isn: number; \} \| \{ isn: string; \}>' is not assignable .*Type 'string' is not assignable to type 'number'\.$/,
  },
  'no input where the machine needs some': {
    instead: 'client: endpoint(client, { input: { isn: p.isn } }), server',
    write: 'client: endpoint(client), another: endpoint(client, { input: { isn: p.isn } }), server',
    complaint: /^Expected 2 arguments, but got 1/,
  },
  'an endpoint option that does not exist': {
    instead: 'client: endpoint(client, { input: { isn: p.isn } }), server',
    write: 'client: endpoint(client, { input: { isn: p.isn }, event: [] }), server',
    complaint: /'event' does not exist in type 'EndpointOptions</,
  },
  'an order that does not exist': {
    instead: 'order: p.order,',
    write: "order: 'lifo',",
    complaint: /^Type '"lifo"' is not assignable to type '"none" \| "fifo"/,
  },
  'a channel that the network does not have': {
    instead: 'channels.wire.downs <= 1',
    write: 'channels.wier.downs <= 1',
    complaint: /^Property 'wier' does not exist on type .*(Did you mean 'wire'\?)?$/,
  },
  'something that a channel does not tell': {
    instead: 'channels.wire.downs <= 1',
    write: 'channels.wire.breaks <= 1',
    complaint: /^Property 'breaks' does not exist on type 'ChannelView'/,
  },
  'a partition that the network does not have': {
    instead: '&& partitions.storm.up',
    write: '&& partitions.wire.up',
    complaint: /^Property 'wire' does not exist on type/,
  },
  'a channel of a protocol that has none': {
    instead: 'holds: (state, p) => state.endpoints.server.context.peer === p.isn',
    write: 'holds: (state) => state.channels.wire.up',
    complaint: /^Property 'wire' does not exist on type '\{\}'/,
  },
  'a time that has no tick': {
    instead: 'time: { tick: 1000,',
    write: 'time: { tock: 1000,',
    complaint: /'tock' does not exist in type/,
  },
  'a property without its predicate': {
    instead: "step: ({ observations }) => observations.some(({ endpoint }) => endpoint === 'client'),",
    write: 'when: () => true,',
    complaint: /'when' does not exist in type/,
  },
  'a property of another protocol': {
    instead: '    kit.deadlockFree(),',
    write: '    ...inAFileOfItsOwn,',
    complaint: /is not assignable to type/,
    at: 'properties: (kit) => [',
  },
  'a part of a model that does not exist': {
    instead: "  final: (state) => state.endpoints.client.matches('waiting'),",
    write: "  finals: (state) => state.endpoints.client.matches('waiting'),",
    complaint: /'finals' does not exist in type 'ModelDefinition<.*Did you mean to write 'final'\?/,
  },
  'a model without properties': {
    instead: '  properties: inAFileOfItsOwn,',
    write: '',
    complaint: /Property 'properties' is missing/,
    at: 'export default defineModel({',
  },
};

/** Mistakes in what actors may answer. */
const wrongAnswers: Record<string, Mistake> = {
  'an output of another type than that of the promise': {
    instead: 'load: { done: [1, 2]',
    write: "load: { done: ['one']",
    complaint: /^Type 'string' is not assignable to type 'number'/,
  },
  'an event of a callback that the machine does not take': {
    instead: "events: [{ type: 'KEY', code: id.length }]",
    write: "events: [{ type: 'KEI', code: id.length }]",
    complaint: /"KEI"/,
  },
  'a value of another type than that of the observable': {
    instead: 'snapshots: [{ price: 1 }]',
    write: 'snapshots: [{ prize: 1 }]',
    complaint: /'prize' does not exist|Property 'price' is missing/,
  },
  'an answer that there is none of': {
    instead: "action.gives !== 'error'",
    write: "action.gives !== 'eror'",
    complaint: /'"eror"' have no overlap/,
  },
};

/** Mistakes in what is left open: choices, waiting, crashes, constraints; and the commonest in messages. */
const wrongClusters: Record<string, Mistake> = {
  'a message of a type that the machine does not emit': {
    instead: "GO: { actions: emit({ type: 'ASK', key: 'k', to: 'server 1' }) }",
    write: "GO: { actions: emit({ type: 'ASC', key: 'k', to: 'server 1' }) }",
    complaint: /"ASC"/,
  },
  'a message without its receiver': {
    instead: "GO: { actions: emit({ type: 'ASK', key: 'k', to: 'server 1' }) }",
    write: "GO: { actions: emit({ type: 'ASK', key: 'k' }) }",
    complaint: /'to' is missing/,
  },
  'a message to a receiver that does not exist': {
    instead: "GO: { actions: emit({ type: 'ASK', key: 'k', to: 'server 1' }) }",
    write: "GO: { actions: emit({ type: 'ASK', key: 'k', to: 'server 9' }) }",
    complaint: /"server 9"/,
  },
  'a field that an observation does not have': {
    instead: "effect.type !== 'served' || effect.count < 9",
    write: "effect.type !== 'served' || effect.number < 9",
    complaint: /^Property 'number' does not exist on type '\{ type: "served"; count: number; \}'/,
  },
  'an observation that there is none of': {
    instead: "effect.type !== 'served' || effect.count < 9",
    write: "effect.type !== 'serfed' || effect.count < 9",
    complaint: /'"serfed"' have no overlap/,
  },
  'a field that a message of this type does not have': {
    instead: "event.type !== 'ANSWER' || event.value > 0",
    write: "event.type !== 'REFUSAL' || event.value > 0",
    complaint: /^Property 'value' does not exist on type/,
  },
  'a choice that the machine does not take': {
    instead: "[event, { type: 'REFUSAL', reason: 'late' }]",
    write: "[event, { type: 'REFUSL', reason: 'late' }]",
    complaint: /"REFUSL"/,
  },
  'something durable that is no context': {
    instead: 'durable: (context) => ({ ...context, got: null })',
    write: 'durable: (context) => ({ ...context, got: true })',
    complaint: /^Type 'boolean' is not assignable to type 'number'/,
  },
  'an action that there is none of': {
    instead: "action.kind !== 'event' || state",
    write: "action.kind !== 'call' || state",
    complaint: /'"call"' have no overlap/,
  },
  'an event that the machine cannot take, in can': {
    instead: "can({ type: 'GO' })",
    write: "can({ type: 'GOO' })",
    complaint: /'"GOO"' is not assignable to type/,
  },
};

/** Characters that a complaint has, at most, so that it is read. */
const READABLE = 1300;

function lineOf(text: string, among = handshake): number {
  const at = among.indexOf(text);
  if (at < 0 || among.indexOf(text, at + 1) >= 0) throw new Error(`not once in the fixture: ${text}`);
  return among.slice(0, at).split('\n').length;
}

describe('the types of a model', () => {
  const changed = Object.fromEntries(
    Object.entries(mistakes).map(([name, { instead, write }]) => [
      `${name}.ts`,
      handshake.replace(instead, () => write),
    ]),
  );
  const answering = Object.fromEntries(
    Object.entries(wrongAnswers).map(([name, { instead, write }]) => [
      `${name}.ts`,
      loading.replace(instead, () => write),
    ]),
  );
  const clustered = Object.fromEntries(
    Object.entries(wrongClusters).map(([name, { instead, write }]) => [
      `${name}.ts`,
      cluster.replace(instead, () => write),
    ]),
  );
  let complaints: ReturnType<typeof compile> = {};
  beforeAll(() => {
    complaints = compile({
      ...changed,
      ...answering,
      ...clustered,
      'handshake.ts': handshake,
      'loading.ts': loading,
      'cluster.ts': cluster,
    });
  });

  it('are inferred: the fixture compiles without an annotation', () => {
    expect(complaints['handshake.ts']).toEqual([]);
    expect(complaints['loading.ts']).toEqual([]);
    expect(complaints['cluster.ts']).toEqual([]);
  });

  for (const [name, { instead, complaint }] of Object.entries(wrongClusters)) {
    it(`refuse ${name}, in words that are read`, () => {
      const here = (complaints[`${name}.ts`] ?? []).filter(({ line }) => line === lineOf(instead, cluster));
      const texts = here.map(({ text }) => text);
      expect(texts).toContainEqual(expect.stringMatching(complaint));
      expect(Math.min(...texts.map(({ length }) => length))).toBeLessThan(READABLE);
    });
  }

  for (const [name, { instead, complaint }] of Object.entries(wrongAnswers)) {
    it(`refuse ${name}`, () => {
      const here = (complaints[`${name}.ts`] ?? []).filter(({ line }) => line === lineOf(instead, loading));
      expect(here.map(({ text }) => text)).toContainEqual(expect.stringMatching(complaint));
    });
  }

  for (const [name, { instead, complaint, at = instead }] of Object.entries(mistakes)) {
    it(`refuse ${name}`, () => {
      const found = complaints[`${name}.ts`] ?? [];
      const here = found.filter(({ line }) => line === lineOf(at));
      expect(here.map(({ text }) => text)).toContainEqual(expect.stringMatching(complaint));
      const elsewhere = found.filter(({ line }) => line !== lineOf(at));
      expect(elsewhere.filter(({ text }) => !AFTERMATH.test(text))).toEqual([]);
    });
  }
});
