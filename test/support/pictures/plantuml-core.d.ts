declare module '@plantuml/core' {
  /** Draws a diagram, given line by line, and hands over its SVG. */
  export function renderToString(
    lines: readonly string[],
    done: (svg: string) => void,
    failed: (message: string) => void,
  ): void;
}
