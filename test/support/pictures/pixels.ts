import { Resvg } from '@resvg/resvg-js';

/** A picture as a reader sees it. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** The colour of a pixel, as `r,g,b,a`. */
  at(x: number, y: number): string;
}

/** Renders an SVG; what it has for readers with a dark setting, if that is asked for. */
export function renderSvg(svg: string, dark = false): Pixels {
  const media = /@media \(prefers-color-scheme:dark\)\{(.*?\})\}(?=<\/style>)/s;
  const { width, height, pixels } = new Resvg(dark ? svg.replace(media, '$1') : svg).render();
  return {
    width,
    height,
    at: (x, y) => [...pixels.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)].join(),
  };
}

/** Colours that touch the edge of a picture, but for its round corners. */
export function edgeColours({ width, height, at }: Pixels): ReadonlySet<string> {
  const colours = new Set<string>();
  for (let x = 8; x < width - 8; x++) for (const y of [0, 1, height - 2, height - 1]) colours.add(at(x, y));
  for (let y = 8; y < height - 8; y++) for (const x of [0, 1, width - 2, width - 1]) colours.add(at(x, y));
  return colours;
}
