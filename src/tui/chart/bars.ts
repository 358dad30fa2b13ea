// Bars and small curves of characters.

/** A bar of `width` characters. */
export function bar(fraction: number, width: number, { full, empty }: { full: string; empty: string }): string {
  const filled = Math.round(Math.max(0, Math.min(1, fraction)) * width);
  return full.repeat(filled) + empty.repeat(width - filled);
}

const steps = { unicode: '▁▂▃▄▅▆▇█', ascii: '_.-=+*#@' };

/** The last `width` values as one line, on a logarithmic scale from their least to their greatest. */
export function sparkline(values: readonly number[], width: number, unicode: boolean): string {
  const shown = compress(values.filter(Number.isFinite), width).map((value) => Math.log(value + 1e-6));
  const characters = [...(unicode ? steps.unicode : steps.ascii)];
  const [low, high] = [Math.min(...shown), Math.max(...shown)];
  const level = (value: number) => (high > low ? Math.round(((value - low) / (high - low)) * 7) : 0);
  return shown.map((value) => characters[level(value)]).join('');
}

/** At most `width` values spread over the whole series. */
function compress(values: readonly number[], width: number): number[] {
  if (values.length <= width) return [...values];
  return Array.from({ length: width }, (_, i) => values[Math.round((i * (values.length - 1)) / (width - 1))]);
}
