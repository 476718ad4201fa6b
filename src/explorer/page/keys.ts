import type { Store } from './store.ts';

/** Milliseconds in which a further digit belongs to the same number. */
const BETWEEN_DIGITS = 700;

/** What keys do besides taking steps. */
interface Reactions {
  /** The digits of a number that may go on. */
  onTyped(digits: string): void;
  onHelp(): void;
}

/** Steps by keys: digits take a step, arrows go back and forth. */
export class Keys {
  readonly #store: Store;
  readonly #reactions: Reactions;
  #digits = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(store: Store, reactions: Reactions) {
    this.#store = store;
    this.#reactions = reactions;
  }

  listen(): () => void {
    const onKey = (event: KeyboardEvent) => this.#press(event);
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }

  #press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (/^\d$/.test(event.key)) {
      this.#digit(event.key);
      event.preventDefault();
      return;
    }
    const isWaiting = this.#digits !== '';
    if (isWaiting && event.key === 'Enter') {
      this.#takeTyped();
      event.preventDefault();
      return;
    }
    if (isWaiting) this.#forget();
    if (this.#command(event)) event.preventDefault();
  }

  #command({ key, target }: KeyboardEvent): boolean {
    const store = this.#store;
    const isInTabs = target instanceof HTMLElement && target.getAttribute('role') === 'tab';
    switch (key) {
      case 'ArrowLeft':
      case 'Backspace':
        if (!isInTabs) void store.move(-1);
        return !isInTabs;
      case 'ArrowRight':
        if (!isInTabs) void store.move(1);
        return !isInTabs;
      case 'Home':
        if (!isInTabs) void store.moveTo(0);
        return !isInTabs;
      case 'End':
        if (!isInTabs) void store.moveTo(store.state.branch.length);
        return !isInTabs;
      case '?':
        this.#reactions.onHelp();
        return true;
      default:
        return false;
    }
  }

  /** Takes the step at once if no further digit can follow. */
  #digit(digit: string): void {
    clearTimeout(this.#timer);
    this.#digits += digit;
    const count = this.#store.state.place?.enabled.length ?? 0;
    const number = Number(this.#digits);
    if (number >= count) {
      this.#forget();
      return;
    }
    if (number * 10 >= count || (number === 0 && this.#digits.length > 0)) {
      this.#takeTyped();
      return;
    }
    this.#reactions.onTyped(this.#digits);
    this.#timer = setTimeout(() => this.#takeTyped(), BETWEEN_DIGITS);
  }

  #takeTyped(): void {
    const number = Number(this.#digits);
    this.#forget();
    void this.#store.take(number);
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#digits = '';
    this.#reactions.onTyped('');
  }
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('dialog') !== null) return true;
  return (
    target instanceof HTMLSelectElement || target instanceof HTMLInputElement || target.isContentEditable
  );
}
