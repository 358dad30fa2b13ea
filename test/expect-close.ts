import { expect } from 'vitest';

export interface Tolerance {
  /** Relative to |expected|. @default 0 */
  rtol?: number;
  /** Absolute, in the unit of the value. @default 0 */
  atol?: number;
}

/** Fails unless |actual - expected| <= atol + rtol |expected|, for a number or element by element for arrays of one length. */
export function expectClose(
  actual: number | ArrayLike<number>,
  expected: number | ArrayLike<number>,
  { rtol = 0, atol = 0 }: Tolerance,
): void {
  const a = typeof actual === 'number' ? [actual] : actual;
  const e = typeof expected === 'number' ? [expected] : expected;
  if (a.length !== e.length) expect.fail(`${a.length} values, expected ${e.length}`);
  for (let i = 0; i < e.length; i++) {
    const allowed = atol + rtol * Math.abs(e[i]);
    const close = Math.abs(a[i] - e[i]) <= allowed;
    if (!close) expect.fail(`value ${i} is ${a[i]}, expected ${e[i]} within ${allowed} (off by ${a[i] - e[i]})`);
  }
}
