/** Which colours a picture has: `auto` follows the reader's setting, and is light where that is not known. */
export type Theme = 'auto' | 'light' | 'dark';

/** Colours by what they mean. */
export interface Palette {
  readonly paper: string;
  readonly ink: string;
  /** For what is said in passing. */
  readonly soft: string;
  readonly faint: string;
  readonly line: string;
  /** Inside of a state. */
  readonly fill: string;
  /** Inside of what contains states, and of bands. */
  readonly band: string;
  readonly accent: string;
  readonly good: string;
  readonly bad: string;
  readonly badFill: string;
  /** For what is late: marked messages. */
  readonly stale: string;
  readonly time: string;
  /** From few to many. */
  readonly heat: readonly string[];
}

const light: Palette = {
  paper: '#ffffff',
  ink: '#1c2733',
  soft: '#5b6875',
  faint: '#9aa5b1',
  line: '#44525f',
  fill: '#f2f6fa',
  band: '#f6f7f9',
  accent: '#1f5fbf',
  good: '#1b7f4b',
  bad: '#c0262d',
  badFill: '#fdecec',
  stale: '#b45309',
  time: '#7a5ea8',
  heat: ['#eaf2fb', '#d3e4f6', '#b4d0ef', '#8fb8e5', '#6a9dd8'],
};

const dark: Palette = {
  paper: '#12181f',
  ink: '#e6edf3',
  soft: '#a3b0bd',
  faint: '#6c7986',
  line: '#b4c0cc',
  fill: '#1e2833',
  band: '#18202a',
  accent: '#7db4ff',
  good: '#56d08d',
  bad: '#ff7b7b',
  badFill: '#3d1c20',
  stale: '#f5b04d',
  time: '#bfa3f0',
  heat: ['#1b2a3c', '#21384f', '#294a6b', '#335f8b', '#4076ab'],
};

/** The colours of both themes. */
export const PALETTES: Readonly<Record<'light' | 'dark', Palette>> = { light, dark };

/** The family of all texts. Its metrics are those of Helvetica, as text-width.ts has them. */
export const FONT = 'Helvetica, Arial, "Liberation Sans", sans-serif';

/** A `<style>` element: rules for the light colours, and those of the dark ones for readers who want them. */
export function styleElement(rules: (palette: Palette) => string, theme: Theme): string {
  const css = theme === 'dark' ? rules(dark) : rules(light);
  const other = theme === 'auto' ? `@media (prefers-color-scheme:dark){${rules(dark)}}` : '';
  return `<style>text{font-family:${FONT.replaceAll('"', "'")}}${css}${other}</style>`;
}
