import { describe, expect, it } from 'vitest';
import { ModelError } from '../../../src/language/errors.ts';
import { Messages } from '../../../src/network/messages.ts';

const toAnyone = { type: 'HELLO' };
const to = (receiver: unknown) => ({ type: 'HELLO', to: receiver });

describe('a message between two endpoints', () => {
  it('goes to the other one, without being told', () => {
    const messages = new Messages(['client', 'server']);
    expect(messages.receivers(0, toAnyone)).toEqual([1]);
    expect(messages.receivers(1, toAnyone)).toEqual([0]);
  });
});

describe('a message among three endpoints', () => {
  const messages = new Messages(['a', 'b', 'c']);

  it('goes where event.to says: to one, to several, to the sender itself', () => {
    expect(messages.receivers(0, to('c'))).toEqual([2]);
    expect(messages.receivers(0, to(['c', 'b']))).toEqual([2, 1]);
    expect(messages.receivers(0, to('a'))).toEqual([0]);
  });

  it('is refused if it names no endpoint', () => {
    const receivers = () => messages.receivers(1, toAnyone);
    expect(receivers).toThrow(ModelError);
    expect(receivers).toThrow(
      'endpoint "b" emits HELLO for no endpoint; with 3 endpoints, event.to must name one or several of "a", "b", "c"',
    );
    expect(() => messages.receivers(1, to([]))).toThrow('endpoint "b" emits HELLO for no endpoint');
  });

  it('is refused if it names an endpoint that does not exist, alone or among others', () => {
    const unknown = 'endpoint "b" emits HELLO for the endpoint "d", which does not exist';
    expect(() => messages.receivers(1, to('d'))).toThrow(unknown);
    expect(() => messages.receivers(1, to(['a', 'd']))).toThrow(unknown);
    expect(() => messages.receivers(1, to(7))).toThrow('for the endpoint 7, which does not exist');
  });
});

describe('messages', () => {
  it('are one if sender, receiver and event are equal', () => {
    const messages = new Messages(['a', 'b', 'c']);
    const hello = messages.internMessage(0, 1, { type: 'HELLO', n: 1 } as never);
    expect(messages.internMessage(0, 1, { type: 'HELLO', n: 1 } as never)).toBe(hello);
    // A receiver can ask which key was written first.
    expect(messages.internMessage(0, 1, { n: 1, type: 'HELLO' } as never)).not.toBe(hello);
    expect(messages.internMessage(0, 2, { type: 'HELLO', n: 1 } as never)).not.toBe(hello);
    expect(messages.internMessage(1, 1, { type: 'HELLO', n: 1 } as never)).not.toBe(hello);
    expect(messages.internMessage(0, 1, { type: 'HELLO', n: 2 } as never)).not.toBe(hello);
  });

  it('must be plain data; the error names endpoint, event and path', () => {
    const messages = new Messages(['a', 'b']);
    const send = () => messages.internMessage(1, 0, { type: 'HELLO', at: new Date(0) } as never);
    expect(send).toThrow(ModelError);
    expect(send).toThrow(
      'endpoint "b" emits HELLO: event.at is an instance of Date; messages must be plain data',
    );
  });

  it('make lists that tell order and promises apart; list 0 is empty', () => {
    const messages = new Messages(['a', 'b']);
    const lists = [
      [],
      [{ message: 0, owed: false }],
      [{ message: 0, owed: true }],
      [
        { message: 0, owed: false },
        { message: 1, owed: false },
      ],
      [
        { message: 1, owed: false },
        { message: 0, owed: false },
      ],
    ];
    expect(lists.map((list) => messages.internList(list))).toEqual([0, 1, 2, 3, 4]);
    expect(lists.map((list) => messages.internList(list))).toEqual([0, 1, 2, 3, 4]);
    expect(lists.map((_, id) => messages.sendings(id))).toEqual(lists);
  });
});
