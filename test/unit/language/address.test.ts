import { describe, expect, it } from 'vitest';
import { AddressError, addressed } from '../../../src/language/address.ts';

const hello = { type: 'HELLO' };
const to = (receivers: unknown) => ({ type: 'HELLO', to: receivers }) as { type: 'HELLO' };

describe.each([
  ['two', ['a', 'b']],
  ['three', ['a', 'b', 'c']],
])('among %s endpoints, a message', (_, names) => {
  const sent = (receivers: unknown) => addressed(names, 1, to(receivers));

  it('goes to whom event.to names: one, several, the sender itself, nobody', () => {
    expect(sent('a')).toEqual({ event: to('a'), to: [0] });
    expect(sent(['a', 'b'])).toEqual({ event: to(['a', 'b']), to: [0, 1] });
    expect(sent('b')).toEqual({ event: to('b'), to: [1] });
    expect(sent([])).toEqual({ event: to([]), to: [] });
  });

  it('names its receivers in the order of definition and once each, whatever the machine says', () => {
    expect(sent(['b', 'a'])).toEqual({ event: to(['a', 'b']), to: [0, 1] });
    expect(sent(['b', 'a', 'b'])).toEqual({ event: to(['a', 'b']), to: [0, 1] });
    expect(sent(['a', 'a'])).toEqual({ event: to(['a']), to: [0] });
  });

  it.each<[unknown, string]>([
    ['aa', 'emits HELLO for "aa", which is no endpoint; did you mean "a"'],
    [['a', 'zebra'], 'emits HELLO for "zebra", which is no endpoint; there are "a", "b"'],
    [null, 'emits HELLO for null, which is no endpoint'],
    [7, 'emits HELLO for 7, which is no endpoint'],
    [[undefined], 'emits HELLO for undefined, which is no endpoint'],
  ])('for %o is a finding', (receivers, message) => {
    expect(() => sent(receivers)).toThrow(AddressError);
    expect(() => sent(receivers)).toThrow(message);
  });
});

describe('a message that names nobody', () => {
  it('goes to the other one of two endpoints', () => {
    expect(addressed(['a', 'b'], 0, hello)).toEqual({ event: hello, to: [1] });
    expect(addressed(['a', 'b'], 1, hello)).toEqual({ event: hello, to: [0] });
  });

  it('is a finding among three', () => {
    const send = () => addressed(['a', 'b', 'c'], 0, hello);
    expect(send).toThrow(AddressError);
    expect(send).toThrow(
      'emits HELLO for no endpoint; with 3 endpoints, event.to must name its receivers, one or several of "a", "b", "c" (or [] for nobody)',
    );
  });
});
