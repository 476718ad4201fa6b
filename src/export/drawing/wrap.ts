/** Characters of a line before a label is wrapped. */
const LABEL_WIDTH = 26;

/** Breaks a text at blanks into lines of about this width; a word that is longer breaks behind `.`, `_`, `-` or `/`. */
export function wrap(text: string, width = LABEL_WIDTH): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).flatMap((each) => pieces(each, width))) {
    const joined = line === '' ? word.text : word.glued ? `${line}${word.text}` : `${line} ${word.text}`;
    if (joined.length <= width || line === '') line = joined;
    else {
      lines.push(line);
      line = word.text;
    }
  }
  return line === '' ? lines : [...lines, line];
}

interface Piece {
  readonly text: string;
  /** Whether it continues the word before it. */
  readonly glued: boolean;
}

function pieces(word: string, width: number): readonly Piece[] {
  if (word.length <= width) return [{ text: word, glued: false }];
  const parts = word.match(/[^._/-]+[._/-]*|[._/-]+/g) ?? [word];
  return parts
    .flatMap((part) => part.match(new RegExp(`.{1,${width}}`, 'g')) ?? [part])
    .map((text, i) => ({ text, glued: i > 0 }));
}
