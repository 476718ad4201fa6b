import { useLayoutEffect, useRef } from 'preact/hooks';
import { editsBetween } from '../protocol/edits.ts';
import type { LadderView } from '../protocol/views.ts';

interface PictureProps {
  readonly ladder: LadderView;
  /** A moment of the past was clicked. */
  readonly onGo: (step: number) => void;
}

const SVG = 'http://www.w3.org/2000/svg';

/** The ladder as a picture: when it changes, what is the same stays, so that a step draws what it adds, however much is drawn. */
export function Picture({ ladder, onGo }: PictureProps) {
  const svg = useRef<SVGSVGElement>(null);
  const drawn = useRef<readonly string[]>([]);
  const { width, height, title, elements } = ladder;
  useLayoutEffect(() => {
    if (svg.current !== null) draw(svg.current, drawn.current, elements);
    drawn.current = elements;
  }, [elements]);
  const go = useRef(onGo);
  go.current = onGo;
  // Moments are for who points; keys go along the branch.
  useLayoutEffect(() => {
    const onClick = ({ target }: Event) => {
      const moment = target instanceof Element ? target.closest('[data-step]') : null;
      if (moment !== null) go.current(Number(moment.getAttribute('data-step')));
    };
    svg.current?.addEventListener('click', onClick);
    return () => svg.current?.removeEventListener('click', onClick);
  }, []);
  return (
    <svg
      ref={svg}
      class="ladder-picture"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={title}
    />
  );
}

/** Makes of what is drawn what is to be drawn. Texts in the elements are escaped where they are made. */
function draw(svg: SVGSVGElement, before: readonly string[], after: readonly string[]): void {
  const edits = editsBetween(before, after);
  const added = document.createElementNS(SVG, 'g');
  added.innerHTML = edits.filter((edit) => typeof edit === 'string').join('');
  let at = svg.firstChild;
  for (const edit of edits) {
    if (typeof edit === 'string') {
      const [first] = added.children;
      if (first !== undefined) svg.insertBefore(first, at);
      continue;
    }
    for (let i = 0; i < Math.abs(edit) && at !== null; i++) {
      const next: ChildNode | null = at.nextSibling;
      if (edit < 0) at.remove();
      at = next;
    }
  }
}
