import { check, instantiate, judge, parsePath, replay } from 'allways';
import { ladderMarkdown, ladderSvg, stateSpace, toMermaidSequence } from 'allways/export';
import {
  actorDriver,
  type Driver,
  type DriverAction,
  type LinkChangeAction,
  runTraceSync,
  testPaths,
} from 'allways/testing';
import { describe, expect, it } from 'vitest';
import type { EventObject } from 'xstate';
import upload from '../../machines/upload/model.ts';
import { ladder } from '../../src/report/ladders/ladder.ts';
import { traceObjects } from '../../src/report/searches/json.ts';
import { fullActionLabel } from '../../src/survey/action-label.ts';
import { exploreNaively } from '../support/naive/explorer.ts';
import { summaryOf } from '../support/summary.ts';

const trusting = instantiate(upload, { variant: 'trusts the socket' });
/** NEXT; the socket breaks; both are told; it opens; both are told; RESUME; NEXT; the second chunk arrives. */
const path = parsePath('0/2/0/0/0/0/0/1/0');
const trace = replay(trusting.model, path);

describe('a session that breaks', () => {
  it('is the same to the naive explorer, in every variant', () => {
    for (const variant of Object.keys(upload.variants ?? {})) {
      const outcome = check(instantiate(upload, { variant }));
      expect(summaryOf(outcome), variant).toEqual(exploreNaively(upload, { variant }));
    }
  });

  it('loses in a trace what is in flight, and tells both ends later', () => {
    const [, broken] = trace.steps;
    expect(broken?.action).toEqual({ kind: 'break', link: 'socket' });
    expect(broken?.purged.map(({ number, event }) => [number, event.type])).toEqual([[1, 'CHUNK']]);
    expect(broken?.sent.map(({ message, fate }) => [message.to, message.event.type, fate])).toEqual([
      ['client', 'CLOSED', 'in flight'],
      ['server', 'CLOSED', 'in flight'],
    ]);
    expect(broken?.after.channels).toEqual({ socket: { up: false, downs: 1, askedBy: [], closedBy: [] } });
    expect(trace.steps[3]?.after.channels.socket?.askedBy).toEqual(['client']);
    expect(trace.steps[4]?.after.channels.socket).toEqual({ up: true, downs: 1, askedBy: [], closedBy: [] });
  });

  it('loses what is sent by who has not been told', () => {
    // NEXT; the socket breaks; NEXT.
    const { steps } = replay(trusting.model, parsePath('0/2/2'));
    expect(steps[2]?.sent.map(({ fate }) => fate)).toEqual(['no way']);
  });

  it('stands in ladders, documents and diagrams', () => {
    const findings = judge(trusting, path);
    expect(ladder(trace, { findings })).toContain(
      '╌╌ socket breaks; CLOSED on its way to client (#2), server (#3)',
    );
    expect(ladderMarkdown(trace, findings)).toContain('lost #1 CHUNK number=0, socket breaks');
    expect(toMermaidSequence(trace)).toContain('Note over e0,e1: socket breaks');
    expect(ladderSvg(trace)).toContain('>socket breaks<');
    expect(JSON.stringify(traceObjects(trace)[2])).toContain(
      '"channels":{"socket":{"up":false,"downs":1,"askedBy":[],"closedBy":[]}}',
    );
    expect(trace.steps.map(({ action }) => fullActionLabel(action))).toContain('socket opens');
  });

  it('is in the state space, with its condition', () => {
    const states = [...stateSpace(trusting).states()];
    expect(states[0]?.channels).toEqual({ socket: { up: true, downs: 0, askedBy: [], closedBy: [] } });
    const labels = new Set(states.flatMap(({ steps }) => steps.map(({ label }) => label)));
    expect([...labels].filter((label) => label.startsWith('socket'))).toEqual([
      'socket breaks',
      'socket opens',
    ]);
  });

  it('is a goal of test paths, in each state of each end', () => {
    const suite = testPaths(upload, ['faults'], { variant: 'trusts the socket' });
    const goals = suite.goals.all.filter(({ name }) => name.startsWith('socket breaks'));
    expect(goals.map(({ name, status }) => `${name}: ${status}`)).toEqual([
      'socket breaks, client in online: reached',
      'socket breaks, server in (its one state): reached',
      'socket breaks, client in offline: unreachable',
    ]);
  });
});

describe('an implementation', () => {
  it('of actors goes along, and gets what it is told as events', () => {
    const driver: Driver<EventObject> = actorDriver(upload, { variant: 'trusts the socket' });
    const told: DriverAction<EventObject>[] = [];
    const changes: LinkChangeAction[] = [];
    const watched: Driver<EventObject> = {
      reset: (start) => driver.reset(start),
      read: () => driver.read(),
      apply: (action, step) => {
        told.push(action);
        return driver.apply(action, step);
      },
      link: (change) => void changes.push(change),
      decode: (event) => event,
    };
    expect(runTraceSync(watched, trace)).toEqual({ verdict: 'passed', steps: path.length });
    expect(changes).toEqual([
      { kind: 'break', link: 'socket' },
      { kind: 'open', link: 'socket' },
    ]);
    expect(told.filter((action) => action.kind === 'event').map(({ event }) => event.type)).toEqual([
      'NEXT',
      'CLOSED',
      'CLOSED',
      'OPENED',
      'OPENED',
      'NEXT',
    ]);
  });

  it('that has no network of its own need not know of breaks', () => {
    expect(runTraceSync(actorDriver(upload, { variant: 'trusts the socket' }), trace).verdict).toBe('passed');
  });
});
