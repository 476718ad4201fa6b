import { assign, emit, setup } from 'xstate';

interface Window {
  /** How many numbers it has, the highest accepted one included. */
  readonly size: number;
  /** The highest number accepted so far; 0 if none. */
  readonly highest: number;
  /** Which numbers of the window were accepted: `highest − i` is bit i. */
  readonly accepted: number;
}

/**
 * Accepts a datagram that is newer than all others, or whose number is in the window and was not accepted before.
 * What is older than the window is refused: nobody knows any more whether it was accepted.
 */
export const receiver = setup({
  types: {
    context: {} as Window & { readonly remembers: boolean },
    input: {} as { readonly size: number; readonly remembers: boolean },
    events: {} as { type: 'DATAGRAM'; number: number },
    emitted: {} as { type: 'accepted'; number: number },
  },
  guards: {
    isAcceptable: ({ context, event }) => {
      const back = context.highest - event.number;
      return back < 0 || (back < context.size && !(context.remembers && isMarked(context, back)));
    },
  },
}).createMachine({
  id: 'receiver',
  context: ({ input }) => ({ ...input, highest: 0, accepted: 0 }),
  on: {
    DATAGRAM: {
      guard: 'isAcceptable',
      actions: [
        emit(({ event }) => ({ type: 'accepted', number: event.number })),
        assign(({ context, event }) => accepting(context, event.number)),
      ],
    },
  },
});

function isMarked({ accepted }: Window, back: number): boolean {
  return ((accepted >>> back) & 1) === 1;
}

function accepting(
  { size, highest, accepted }: Window,
  number: number,
): Pick<Window, 'highest' | 'accepted'> {
  const ahead = number - highest;
  if (ahead <= 0) return { highest, accepted: accepted | (1 << -ahead) };
  return { highest: number, accepted: ((accepted << ahead) | 1) & ((1 << size) - 1) };
}
