import { ladderMarkdown } from '../../../src/export/ladders/ladder-markdown.ts';
import { toMermaidSequence } from '../../../src/export/ladders/sequence.ts';
import { storyOf } from '../../../src/export/ladders/story.ts';
import type { Trace } from '../../../src/index.ts';
import { ladder } from '../../../src/report/ladders/ladder.ts';

/** Changes of marks of which a ladder says nothing: as a picture, in a terminal, in Mermaid or in Markdown. */
export function untoldMarks(trace: Trace): readonly string[] {
  if (trace.initialMark === null) return [];
  const { initialMark } = trace;
  const { moments } = storyOf(trace);
  const wanted = new Map<string, number>();
  const faults: string[] = [];
  trace.steps.forEach(({ after }, i) => {
    const before = trace.steps[i - 1]?.after ?? trace.initial;
    const notes = moments[i + 1]?.notes.map(({ text }) => `${text} `) ?? [];
    for (const { number, mark } of after.network) {
      const earlier = before.network.find((packet) => packet.number === number);
      if (earlier === undefined || earlier.mark === mark) continue;
      if (!notes.some((text) => text.includes(`#${number} `) && text.endsWith(` now ${mark} `)))
        faults.push(`step ${i + 1}: #${number} now ${mark}`);
      wanted.set(`${i} ${mark}`, (wanted.get(`${i} ${mark}`) ?? 0) + 1);
    }
  });
  // One sentence for each step and mark, wherever it stands.
  const sentences = [...wanted].map(([key, count]) => ({ mark: key.slice(key.indexOf(' ') + 1), count }));
  for (const mark of new Set(sentences.map((each) => each.mark))) {
    const times = sentences.filter((each) => each.mark === mark).length;
    const inTerminal = occurrences(
      ladder(trace, { width: 2000 }),
      new RegExp(` (?:is|are) now ${mark === initialMark ? mark : `\\*${mark}\\*`}(?![\\w*])`, 'g'),
    );
    if (inTerminal !== times) faults.push(`the terminal says ${inTerminal} times of ${times} "now ${mark}"`);
    const inMermaid = occurrences(
      toMermaidSequence(trace).replaceAll('<br/>', ' '),
      new RegExp(` now ${mark}(?!\\w)`, 'g'),
    );
    if (inMermaid !== times) faults.push(`Mermaid says ${inMermaid} times of ${times} "now ${mark}"`);
    const inMarkdown = occurrences(ladderMarkdown(trace), new RegExp(` now ${mark}(?!\\w)`, 'g'));
    if (inMarkdown !== times) faults.push(`Markdown says ${inMarkdown} times of ${times} "now ${mark}"`);
  }
  return faults;
}

function occurrences(text: string, of: RegExp): number {
  return [...text.matchAll(of)].length;
}
