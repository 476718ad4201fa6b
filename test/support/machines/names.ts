import { createMachine } from 'xstate';

/** Names that formats have other plans for: blanks, quotes, markup, reserved words, nothing but signs. */
export const names = createMachine({
  id: 'names & "signs"',
  initial: 'end',
  states: {
    end: { on: { 'a: b; c # d': 'state' }, description: 'Says "so": <b>it</b> --> ends; 100 %' },
    state: { on: { note: { target: 'class', guard: 'x < 3 && "y" > `z`' } } },
    class: { on: { 'über.größe': 'two words' } },
    'two words': {
      on: { NEXT: { target: 'a/b', actions: ['say "hello"', '{curly}', '**bold** //it// __u__ --x--'] } },
    },
    'a/b': { on: { NEXT: '-->' } },
    '-->': { on: { NEXT: '1st' } },
    '1st': { on: { NEXT: 'a_b' } },
    a_b: { on: { NEXT: 'graph' } },
    graph: { tags: ['<tag>'], on: { NEXT: 'end', '\\': 'graph' } },
  },
});
