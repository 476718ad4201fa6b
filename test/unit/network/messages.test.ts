import { describe, expect, it } from 'vitest';
import { ModelError } from '../../../src/language/errors.ts';
import { Messages } from '../../../src/network/messages.ts';

describe('messages', () => {
  it('are one if sender, receiver and event are equal, the order of its fields included', () => {
    const messages = new Messages(['a', 'b', 'c']);
    const hello = messages.internMessage(0, 1, { type: 'HELLO', n: 1 } as never);
    expect(messages.internMessage(0, 1, { type: 'HELLO', n: 1 } as never)).toBe(hello);
    // A receiver can ask which key was written first.
    expect(messages.internMessage(0, 1, { n: 1, type: 'HELLO' } as never)).not.toBe(hello);
    expect(messages.internMessage(0, 2, { type: 'HELLO', n: 1 } as never)).not.toBe(hello);
    expect(messages.internMessage(1, 1, { type: 'HELLO', n: 1 } as never)).not.toBe(hello);
    expect(messages.internMessage(0, 1, { type: 'HELLO', n: 2 } as never)).not.toBe(hello);
  });

  it('are one, in whatever order their receivers are named', () => {
    const messages = new Messages(['a', 'b', 'c']);
    const hello = messages.internMessage(0, 1, { type: 'HELLO', to: ['b', 'c'] } as never);
    expect(messages.internMessage(0, 1, { type: 'HELLO', to: ['c', 'b'] } as never)).toBe(hello);
    expect(messages.message(hello).event).toEqual({ type: 'HELLO', to: ['b', 'c'] });
  });

  it('must be plain data; the error names endpoint, event and path', () => {
    const messages = new Messages(['a', 'b']);
    const send = () => messages.internMessage(1, 0, { type: 'HELLO', at: /x/ } as never);
    expect(send).toThrow(ModelError);
    expect(send).toThrow(
      'endpoint "b" emits HELLO: event.at is an instance of RegExp (keep what is needed of it: in a plain object, a Map, a Set, a Date); messages must be plain data',
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
