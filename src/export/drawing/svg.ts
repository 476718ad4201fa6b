import { fitted, textWidth } from './text-width.ts';
import { type Palette, styleElement, type Theme } from './theme.ts';
import { xml } from './xml.ts';

/** How a text stands at its point. */
export interface TextOptions {
  readonly size?: number;
  readonly bold?: boolean;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Names of rules of the picture's style. */
  readonly style?: string;
  /** It is cut so that it is no wider. */
  readonly room?: number;
}

/** Elements of an SVG picture, collected in the order in which they are painted. */
export class Canvas {
  readonly #elements: string[] = [];

  get elements(): readonly string[] {
    return this.#elements;
  }

  add(element: string): void {
    this.#elements.push(element);
  }

  /** A text, as wide as it is in Helvetica whatever font the reader has. */
  text(x: number, y: number, text: string, options: TextOptions = {}): void {
    const {
      size = 12,
      bold = false,
      anchor = 'start',
      style = '',
      room = Number.POSITIVE_INFINITY,
    } = options;
    const shown = fitted(text, room, size, bold);
    if (shown === '') return;
    const length = round(textWidth(shown, size, bold));
    const place = anchor === 'start' ? '' : ` text-anchor="${anchor}"`;
    const face = `${bold ? ' font-weight="bold"' : ''}${style === '' ? '' : ` class="${style}"`}`;
    this.add(
      `<text x="${round(x)}" y="${round(y)}" font-size="${size}"${place}${face} textLength="${length}" lengthAdjust="spacingAndGlyphs">${xml(shown)}</text>`,
    );
  }

  line(x1: number, y1: number, x2: number, y2: number, style: string): void {
    this.add(`<path class="${style}" d="M${round(x1)},${round(y1)}L${round(x2)},${round(y2)}"/>`);
  }

  path(d: string, style: string): void {
    this.add(`<path class="${style}" d="${d}"/>`);
  }

  box(x: number, y: number, width: number, height: number, style: string, radius = 0): void {
    const corner = radius === 0 ? '' : ` rx="${radius}"`;
    this.add(
      `<rect class="${style}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"${corner}/>`,
    );
  }

  dot(x: number, y: number, radius: number, style: string): void {
    this.add(`<circle class="${style}" cx="${round(x)}" cy="${round(y)}" r="${radius}"/>`);
  }

  cross(x: number, y: number, radius: number, style: string): void {
    const [l, r, t, b] = [x - radius, x + radius, y - radius, y + radius].map(round);
    this.path(`M${l},${t}L${r},${b}M${r},${t}L${l},${b}`, style);
  }

  /** The whole picture. */
  document(
    width: number,
    height: number,
    title: string,
    rules: (palette: Palette) => string,
    theme: Theme,
  ): string {
    const [w, h] = [Math.ceil(width), Math.ceil(height)];
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" role="img">`,
      `<title>${xml(title)}</title>`,
      styleElement(rules, theme),
      `<rect class="paper" width="${w}" height="${h}" rx="6"/>`,
      ...this.#elements,
      '</svg>',
      '',
    ].join('\n');
  }
}

/** A coordinate with one decimal. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The head of an arrow that comes from (fromX, fromY) and ends in (x, y). */
export function arrowHead(fromX: number, fromY: number, x: number, y: number, size = 8): string {
  const length = Math.hypot(x - fromX, y - fromY) || 1;
  const [ux, uy] = [(x - fromX) / length, (y - fromY) / length];
  const [bx, by] = [x - ux * size, y - uy * size];
  const half = size * 0.42;
  const corner = (side: number) => `${round(bx - uy * half * side)},${round(by + ux * half * side)}`;
  return `M${round(x)},${round(y)}L${corner(1)}L${corner(-1)}Z`;
}
