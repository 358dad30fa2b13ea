// Ridge regression: y = b + w . x with the smallest sum of squared errors plus lambda |w|^2, from the normal equations by Cholesky.

/** Rows x columns, one row after the other. */
export interface Table {
  readonly values: Float32Array;
  readonly width: number;
}

export interface Linear {
  /** inputs x outputs, row by row. */
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
}

/**
 * @param rows which rows to learn from
 * @param lambda above 0, in units of one row with inputs of deviation 1
 */
export function fitRidge(x: Table, y: Table, rows: readonly number[], lambda: number): Linear {
  const [n, m] = [x.width, y.width];
  const [meanX, meanY] = [columnMeans(x, rows), columnMeans(y, rows)];
  const a = new Float64Array(n * n);
  const b = new Float64Array(n * m);
  const [dx, dy] = [new Float64Array(n), new Float64Array(m)];
  for (const row of rows) {
    for (let i = 0; i < n; i++) dx[i] = x.values[row * n + i] - meanX[i];
    for (let k = 0; k < m; k++) dy[k] = y.values[row * m + k] - meanY[k];
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) a[i * n + j] += dx[i] * dx[j];
      for (let k = 0; k < m; k++) b[i * m + k] += dx[i] * dy[k];
    }
  }
  for (let i = 0; i < n; i++) a[i * n + i] += lambda;
  const kernel = Float32Array.from(solveInPlace(a, b, n, m));
  const bias = Float32Array.from({ length: m }, (_, k) => {
    let sum = meanY[k];
    for (let i = 0; i < n; i++) sum -= kernel[i * m + k] * meanX[i];
    return sum;
  });
  return { kernel, bias };
}

/** What a linear map makes of these rows: rows x outputs. */
export function applyLinear({ kernel, bias }: Linear, x: Table, rows: readonly number[]): Float32Array {
  const [n, m] = [x.width, bias.length];
  const all = new Float32Array(rows.length * m);
  for (const [at, row] of rows.entries())
    for (let k = 0; k < m; k++) {
      let sum = bias[k];
      for (let i = 0; i < n; i++) sum += x.values[row * n + i] * kernel[i * m + k];
      all[at * m + k] = sum;
    }
  return all;
}

function columnMeans({ values, width }: Table, rows: readonly number[]): Float64Array {
  const mean = new Float64Array(width);
  for (const row of rows) for (let i = 0; i < width; i++) mean[i] += values[row * width + i] / rows.length;
  return mean;
}

/** Solves A X = B for a symmetric positive definite A given by its lower triangle; overwrites both. */
function solveInPlace(a: Float64Array, b: Float64Array, n: number, m: number): Float64Array {
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j];
      for (let k = 0; k < j; k++) sum -= a[i * n + k] * a[j * n + k];
      a[i * n + j] = i === j ? Math.sqrt(sum) : sum / a[j * n + j];
    }
  for (let k = 0; k < m; k++) {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) b[i * m + k] -= a[i * n + j] * b[j * m + k];
      b[i * m + k] /= a[i * n + i];
    }
    for (let i = n - 1; i >= 0; i--) {
      for (let j = i + 1; j < n; j++) b[i * m + k] -= a[j * n + i] * b[j * m + k];
      b[i * m + k] /= a[i * n + i];
    }
  }
  return b;
}
