import { diagramRules } from '../../export/drawing/diagram-svg.ts';
import { FONT, PALETTES } from '../../export/drawing/theme.ts';
import { ladderRules } from '../../export/ladders/ladder-svg.ts';

/** The style of all pictures of a page: their own styles are taken out, so that the page can change its colours, and its policy allows no other style. */
export function pictureCss(): string {
  const sheets = Object.entries(PALETTES).map(([theme, palette]) => {
    const colours = Object.entries(palette)
      .flatMap(([name, value]) =>
        typeof value === 'string'
          ? [[name, value] as const]
          : value.map((each: string, i: number) => [`heat${i}`, each] as const),
      )
      .map(([name, value]) => `--${name}:${value}`)
      .join(';');
    const root = `:root[data-theme="${theme}"]`;
    return [
      `${root}{${colours}}`,
      scoped(`${root} .ladder-picture`, ladderRules(palette)),
      scoped(`${root} .diagram-picture`, diagramRules(palette)),
    ].join('\n');
  });
  return [`.ladder-picture text,.diagram-picture text{font-family:${FONT}}`, ...sheets].join('\n');
}

/** A flat sheet with each of its selectors below another one. */
function scoped(scope: string, css: string): string {
  return css.replace(/([^{}]+)\{([^{}]*)\}/g, (_, selectors: string, body: string) => {
    const below = selectors.split(',').map((selector) => `${scope} ${selector.trim()}`);
    return `${below.join(',')}{${body}}`;
  });
}
