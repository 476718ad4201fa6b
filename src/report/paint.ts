import { Ansis } from 'ansis';

/** What a piece of text is, as far as its look is concerned. */
export type Style = 'plain' | 'faint' | 'strong' | 'good' | 'bad' | 'alarm' | 'event' | 'notice';

/** Gives text its look. */
export type Paint = (text: string, style: Style) => string;

/** Paints with ANSI colours, or leaves every text as it is: nothing may be told by colour alone. */
export function painter(color: boolean): Paint {
  if (!color) return (text) => text;
  const ansi = new Ansis(1);
  const looks: Record<Exclude<Style, 'plain'>, (text: string) => string> = {
    faint: ansi.dim,
    strong: ansi.bold,
    good: ansi.green,
    bad: ansi.red,
    alarm: ansi.bold.red,
    event: ansi.cyan,
    notice: ansi.yellow,
  };
  return (text, style) => (style === 'plain' || text === '' ? text : looks[style](text));
}
