// Bars of characters.

/** A bar of `width` characters. */
export function bar(fraction: number, width: number, { full, empty }: { full: string; empty: string }): string {
  const filled = Math.round(Math.max(0, Math.min(1, fraction)) * width);
  return full.repeat(filled) + empty.repeat(width - filled);
}
