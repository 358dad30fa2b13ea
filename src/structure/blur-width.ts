// How blurry an image of grains is, from its power spectrum. Steps in random places give P(k) ~ (k^2 + k0^2)^(-3/2), with 1 / k0 about
// the grain size; a Gaussian blur multiplies that by exp(-sigma^2 k^2). So log P + 1.5 log(k^2 + k0^2) against k^2 is a straight line.

/** Power beyond the fitted range, as part of the whole: what lies there is noise and the grid. */
const tail = 5e-4;

/** Standard deviation of the Gaussian that the image looks blurred with, in cells; 0 for a sharp image. */
export function estimateBlurWidth(image: Float64Array, cells: number): number {
  const power = radialPower(image, cells);
  const last = Math.min(Math.max(12, lastWavenumber(power, tail)), power.mean.length - 1);
  let best = { misfit: Infinity, slope: 0 };
  for (let j0 = 2; j0 <= 40; j0 *= 1.1) {
    const fit = fitSlope(power, last, j0, cells);
    if (fit.misfit < best.misfit) best = fit;
  }
  return Math.sqrt(Math.max(0, -best.slope));
}

/** Mean power per mode of the cosine transform (mirrored edges) in rings of wavenumber j, k = pi j / cells. */
function radialPower(image: Float64Array, cells: number): { mean: Float64Array; sum: Float64Array } {
  const modes = cosineTransform(cosineTransform(image, cells), cells);
  const rings = Math.floor(cells / 2);
  const sum = new Float64Array(rings);
  const count = new Float64Array(rings);
  for (let i = 1; i < modes.length; i++) {
    const ring = Math.round(Math.hypot(i % cells, Math.floor(i / cells)));
    if (ring >= rings) continue;
    sum[ring] += modes[i] ** 2;
    count[ring]++;
  }
  return { mean: sum.map((s, ring) => s / Math.max(1, count[ring])), sum };
}

/** Transform of the rows, transposed. */
function cosineTransform(image: Float64Array, cells: number): Float64Array {
  const table = Float64Array.from({ length: 4 * cells }, (_, n) => Math.cos((Math.PI * n) / (2 * cells)));
  const result = new Float64Array(image.length);
  for (let j = 0; j < cells; j++) {
    for (let y = 0; y < cells; y++) {
      let sum = 0;
      for (let x = 0; x < cells; x++) sum += image[y * cells + x] * table[((2 * x + 1) * j) % (4 * cells)];
      result[j * cells + y] = sum;
    }
  }
  return result;
}

function lastWavenumber({ sum }: { sum: Float64Array }, share: number): number {
  const whole = sum.reduce((a, b) => a + b);
  let beyond = 0;
  for (let ring = sum.length - 1; ring > 0; ring--) {
    beyond += sum[ring];
    if (beyond > share * whole) return ring;
  }
  return 1;
}

/** Straight line through log P + 1.5 log(k^2 + k0^2) against k^2, rings weighted by their number of modes. */
function fitSlope(
  power: { mean: Float64Array },
  last: number,
  j0: number,
  cells: number,
): { misfit: number; slope: number } {
  let w = 0;
  let wx = 0;
  let wy = 0;
  let wxx = 0;
  let wxy = 0;
  let wyy = 0;
  for (let j = 2; j <= last; j++) {
    const x = ((Math.PI * j) / cells) ** 2;
    const y = Math.log(power.mean[j] + 1e-30) + 1.5 * Math.log(j * j + j0 * j0);
    w += j;
    wx += j * x;
    wy += j * y;
    wxx += j * x * x;
    wxy += j * x * y;
    wyy += j * y * y;
  }
  const varX = wxx - (wx * wx) / w;
  const covariance = wxy - (wx * wy) / w;
  return { slope: covariance / varX, misfit: wyy - (wy * wy) / w - (covariance * covariance) / varX };
}
