// Complex discrete Fourier transform in double precision, mixed radix 2, 3, 4, 5 (Stockham: sorted output, no bit reversal):
//   X(k) = sum_n x(n) exp(-2 pi i k n / N).
// The slow twin of the WebAssembly kernel's transform, and the one that prepares its spectra.

export interface Fft {
  readonly length: number;
  /** Transforms in place; `re` and `im` hold `length` values from `offset` on, `stride` apart. */
  transform(re: Float64Array, im: Float64Array, offset?: number, stride?: number): void;
}

/** The smallest multiple of 16 that is at least `minimum` and a product of 2, 3 and 5. */
export function transformLength(minimum: number): number {
  for (let length = 16 * Math.ceil(minimum / 16); ; length += 16) if (radices(length)) return length;
}

/** Radices whose product is `length`, or null where another prime divides it. */
export function radices(length: number): number[] | null {
  const factors: number[] = [];
  let rest = length;
  for (const radix of [4, 5, 3, 2]) {
    while (rest % radix === 0) {
      factors.push(radix);
      rest /= radix;
    }
  }
  return rest === 1 ? factors : null;
}

/** @throws RangeError where `length` is not a product of 2, 3 and 5 */
export function createFft(length: number): Fft {
  const factors = radices(length);
  if (!factors) throw new RangeError(`a transform length is a product of 2, 3 and 5, got ${length}`);
  const cos = Float64Array.from({ length }, (_, k) => Math.cos((2 * Math.PI * k) / length));
  const sin = Float64Array.from({ length }, (_, k) => Math.sin((2 * Math.PI * k) / length));
  let [xr, xi, yr, yi] = [0, 0, 0, 0].map(() => new Float64Array(length));
  return {
    length,
    transform(re, im, offset = 0, stride = 1) {
      for (let i = 0; i < length; i++) {
        xr[i] = re[offset + i * stride];
        xi[i] = im[offset + i * stride];
      }
      let n = length;
      for (const radix of factors) {
        stage(radix, n, length, cos, sin, xr, xi, yr, yi);
        [xr, xi, yr, yi] = [yr, yi, xr, xi];
        n /= radix;
      }
      for (let i = 0; i < length; i++) {
        re[offset + i * stride] = xr[i];
        im[offset + i * stride] = xi[i];
      }
    },
  };
}

/** One radix pass over transforms of current length n: y(q + s (r p + k)) = w^(p k) sum_j x(q + s (p + j n / r)) w_r^(j k). */
function stage(
  radix: number,
  n: number,
  length: number,
  cos: Float64Array,
  sin: Float64Array,
  xr: Float64Array,
  xi: Float64Array,
  yr: Float64Array,
  yi: Float64Array,
): void {
  const s = length / n;
  const m = n / radix;
  for (let p = 0; p < m; p++) {
    for (let k = 0; k < radix; k++) {
      for (let q = 0; q < s; q++) {
        let re = 0;
        let im = 0;
        for (let j = 0; j < radix; j++) {
          // exp(-2 pi i (p k / n + j k / radix)) as a multiple of 2 pi / length
          const turn = (p * k * s + j * k * (length / radix)) % length;
          const at = q + s * (p + j * m);
          re += xr[at] * cos[turn] + xi[at] * sin[turn];
          im += xi[at] * cos[turn] - xr[at] * sin[turn];
        }
        yr[q + s * (radix * p + k)] = re;
        yi[q + s * (radix * p + k)] = im;
      }
    }
  }
}
