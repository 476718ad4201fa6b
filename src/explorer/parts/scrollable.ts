/** What can be scrolled must be reached by keys, to be scrolled by them: it takes the focus. */
export function scrollable(element: HTMLElement | null): void {
  element?.setAttribute('tabindex', '0');
}
