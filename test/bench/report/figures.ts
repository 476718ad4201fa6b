import { count } from '../../../src/report/text.ts';

/** What stands where nothing is known. */
const UNKNOWN = '–';

/** A figure to three digits or so: 12,345 · 123 · 12.3 · 1.23 · 0.012. */
export function figure(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return UNKNOWN;
  const size = Math.abs(value);
  if (size >= 100) return count(value);
  if (size >= 10) return value.toFixed(1);
  return value.toFixed(size >= 0.1 || size === 0 ? 2 : 3);
}

/** Thousands, millions or billions of something. */
export function rounded(value: number): string {
  if (value >= 1e9) return `${figure(value / 1e9)} G`;
  if (value >= 1e6) return `${figure(value / 1e6)} M`;
  return value >= 1e3 ? `${figure(value / 1e3)} k` : figure(value);
}

export function megabytes(bytes: number): string {
  return count(bytes / 1e6);
}

/** Smallest and largest. */
export function range([least, most]: readonly [number, number]): string {
  return `${figure(least)}–${figure(most)}`;
}

export function percent(share: number | null): string {
  return share === null ? UNKNOWN : `${figure(share * 100)} %`;
}
