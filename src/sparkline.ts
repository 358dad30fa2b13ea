// A series as small as a word: losses in lines and on screens.

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
