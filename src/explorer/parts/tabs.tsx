import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { scrollable } from './scrollable.ts';

/** One of several panels of which one is shown. */
interface Tab {
  readonly name: string;
  readonly content: ComponentChildren;
}

/** Panels behind tabs; arrow keys lead from one to the next. */
export function Tabs({ tabs }: { readonly tabs: readonly Tab[] }) {
  const [chosen, setChosen] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = ({ key }: KeyboardEvent) => {
    const by = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    const next = (chosen + by + tabs.length) % tabs.length;
    setChosen(next);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  };
  return (
    <section class="panel side" aria-label="More of this place">
      <div class="tabs" role="tablist" aria-label="What is shown" ref={list} onKeyDown={onKeyDown}>
        {tabs.map(({ name }, i) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`tab-${name}`}
            aria-selected={i === chosen}
            aria-controls={`panel-${name}`}
            tabIndex={i === chosen ? 0 : -1}
            onClick={() => setChosen(i)}
          >
            {name}
          </button>
        ))}
      </div>
      {tabs.map(({ name, content }, i) => (
        <div
          key={name}
          class="tab-panel"
          role="tabpanel"
          id={`panel-${name}`}
          aria-labelledby={`tab-${name}`}
          hidden={i !== chosen}
          ref={scrollable}
        >
          {i === chosen ? content : null}
        </div>
      ))}
    </section>
  );
}
