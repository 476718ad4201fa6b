import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface PopoverProps {
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  readonly style?: Readonly<Record<string, string>>;
}

/** A small panel over the page: it takes the focus, and closes with Escape or a click beside it. */
export function Popover({ label, onClose, children, style = {} }: PopoverProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    box.current?.querySelector<HTMLElement>('button:not([aria-disabled=true])')?.focus();
    const onPointer = ({ target }: Event) => {
      if (target instanceof Node && box.current?.contains(target) === false) onClose();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      onClose();
      if (before instanceof HTMLElement) before.focus();
    };
    document.addEventListener('pointerdown', onPointer, true);
    document.addEventListener('keydown', onKey, true);
    return () => {
      document.removeEventListener('pointerdown', onPointer, true);
      document.removeEventListener('keydown', onKey, true);
    };
  }, []);
  return (
    <div class="popover" role="dialog" aria-label={label} ref={box} style={style}>
      {children}
    </div>
  );
}
