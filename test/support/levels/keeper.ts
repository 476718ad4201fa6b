import { createInterface } from 'node:readline';
import type { Duplex } from 'node:stream';
import { LevelFailure, type LevelPart, type Levels } from '../../../src/levels/levels.ts';
import type { Saved } from '../../../src/levels/saved.ts';
import type { MemoryStore } from './memory-store.ts';

interface Question {
  readonly ask: string;
  readonly [what: string]: unknown;
}

/** What is done to an answer before it is given. */
export type Bend = (ask: string, answer: unknown) => unknown;

/** Answers whoever leads a search over a socket (docs/expand.md), until it ends. */
export async function keep(
  socket: Duplex,
  levels: Levels,
  store: MemoryStore,
  bend: Bend = (_, answer) => answer,
): Promise<void> {
  const write = (value: unknown) => socket.write(`${JSON.stringify(value)}\n`);
  const answers: Readonly<Record<string, (question: Question) => Promise<unknown>>> = {
    saved: async () => ({ saved: store.saved, where: 'a list' }),
    begin: async ({ states, atoms, saved }) => {
      await levels.begin(states as string[][], atoms as [], saved as Saved);
      return null;
    },
    expand: async (question) => {
      const part = question as unknown as LevelPart;
      const found = await levels.expand(part, (expanded, transitions) =>
        write({ progress: { expanded, transitions } }),
      );
      const { chunks, findings, throwing, mostNames } = found;
      return { states: part.end - part.from, chunks, findings, throwing, mostNames };
    },
    // What is saved comes later.
    endLevel: ({ known }) => levels.endLevel(Number(known), () => store.saved ?? NOTHING),
    save: async ({ saved }) => {
      store.saved = saved as Saved;
      return null;
    },
    reached: ({ rank }) => levels.reached(Number(rank)),
    countReachedFrom: ({ rank }) => levels.countReachedFrom(Number(rank)),
    countAtoms: async () => [...(await levels.countAtoms())].map(([kind, count]) => ({ kind, count })),
    bytes: () => levels.bytes(),
  };
  for await (const line of createInterface({ input: socket })) {
    const question = JSON.parse(line) as Question;
    try {
      write({ answer: bend(question.ask, await answers[question.ask]?.(question)) });
    } catch (error) {
      if (!(error instanceof LevelFailure)) throw error;
      write({ failed: { rank: error.rank, message: error.message } });
    }
  }
}

const NOTHING = {} as Saved;
