// The kernel in plain JavaScript and double precision: for machines without WebAssembly SIMD, and the slow twin of kernel.ts in tests.
// Built from the energy terms as they stand in their files; a pointer is an index into a list of vector fields. Never confined.
import { addAnisotropy, type EasyAxes } from './anisotropy.js';
import type { Pointer } from './arena.js';
import { createDemag } from './demag.js';
import { addExchange } from './exchange.js';
import { createVectorField, type Grid } from './grid.js';
import type { Kernel, State } from './kernel.js';
import type { ReducedMaterial } from './reduced-material.js';

/** @param dimension 2: planar magnetization, 3: free */
export function createScriptKernel(grid: Grid, axes: EasyAxes, material: ReducedMaterial, dimension: 2 | 3): Kernel {
  const cells = grid.nx * grid.ny;
  const demag = material.demag > 0 ? createDemag(grid) : null;
  const selfDemag = 0.5 * material.demag;
  const vectors: Float64Array[][] = [];
  const create = (components: number): Pointer => vectors.push(createVectorField(grid, components)) - 1;
  const total = create(dimension);
  let fieldEvaluations = 0;

  /** u . v in cell i. */
  function product(u: Float64Array[], v: Float64Array[], i: number): number {
    let sum = 0;
    for (let c = 0; c < u.length; c++) sum += u[c][i] * v[c][i];
    return sum;
  }

  function forEachCell(visit: (i: number) => void): void {
    for (let i = 0; i < cells; i++) visit(i);
  }

  /** Makes the vectors of `u` one long. */
  function normalize(u: Float64Array[], i: number): void {
    const length = Math.sqrt(product(u, u, i));
    for (const component of u) component[i] /= length;
  }

  function setDemag(state: State): void {
    for (const component of vectors[state.field]) component.fill(0);
    demag?.addDemag(vectors[state.field], vectors[state.m], material.demag);
    fieldEvaluations++;
  }

  /** Exchange, anisotropy and the demagnetizing field of the state: all that is linear in m. */
  function setGradient(state: State, appliedField: number): void {
    const [m, h, g, a, field] = [
      vectors[state.m],
      vectors[total],
      vectors[state.g],
      vectors[state.diagonal][0],
      vectors[state.field],
    ];
    for (let c = 0; c < dimension; c++) h[c].set(c < 2 ? field[c] : new Float64Array(cells));
    addExchange(h, m, grid, material.coupling);
    addAnisotropy(h, m, axes, material.anisotropy);
    let [energy, along, square, peak] = [0, 0, 0, 0];
    forEachCell((i) => {
      energy -= 0.5 * product(h, m, i) + appliedField * m[1][i];
      along += m[1][i];
      h[1][i] += appliedField;
      a[i] = product(h, m, i);
      for (let c = 0; c < dimension; c++) g[c][i] = a[i] * m[c][i] - h[c][i];
      const length = product(g, g, i);
      square += length;
      peak = Math.max(peak, length);
    });
    Object.assign(state, { energy, along: along / cells, square, torque: Math.sqrt(peak) });
  }

  function evaluate(state: State, appliedField: number): void {
    setDemag(state);
    setGradient(state, appliedField);
  }

  function project(state: State, u: Pointer): void {
    const [m, v] = [vectors[state.m], vectors[u]];
    forEachCell((i) => {
      const along = product(m, v, i);
      for (let c = 0; c < dimension; c++) v[c][i] -= along * m[c][i];
    });
  }

  function combine(to: Pointer, a: Pointer, b: Pointer, alpha: number, beta: number): void {
    const [x, y, z] = [vectors[to], vectors[a], vectors[b]];
    for (let c = 0; c < x.length; c++) forEachCell((i) => (x[c][i] = alpha * y[c][i] + beta * z[c][i]));
  }

  function dot(a: Pointer, b: Pointer): number {
    let sum = 0;
    forEachCell((i) => (sum += product(vectors[a], vectors[b], i)));
    return sum;
  }

  return {
    cells,
    get fieldEvaluations() {
      return fieldEvaluations;
    },
    createState() {
      const [m, field, g, diagonal] = [dimension, 2, dimension, 1].map(create);
      return { m, field, g, diagonal, weightX: -1, weightY: -1, energy: 0, along: 0, square: 0, torque: 0 };
    },
    createTangent: () => create(dimension),
    setMagnetization(state, m) {
      for (let c = 0; c < dimension; c++) vectors[state.m][c].set(m[c]);
    },
    getMagnetization: (state) => vectors[state.m].map((component) => component.slice()),
    copyMagnetization(to, from) {
      for (let c = 0; c < dimension; c++) vectors[to.m][c].set(vectors[from.m][c]);
    },
    tilt(state, dz) {
      const m = vectors[state.m];
      forEachCell((i) => {
        m[2][i] += dz;
        normalize(m, i);
      });
    },
    evaluate,
    evaluateBetween(state, from, to, t, appliedField) {
      combine(state.field, from.field, to.field, 1 - t, t);
      setGradient(state, appliedField);
    },
    evaluateNear: evaluate,
    remember: () => {},
    confine: () => 1,
    whole: () => {},
    clear(u) {
      for (const component of vectors[u]) component.fill(0);
    },
    turn(to, from, u, t) {
      const [next, m, v] = [vectors[to.m], vectors[from.m], vectors[u]];
      forEachCell((i) => {
        for (let c = 0; c < dimension; c++) next[c][i] = m[c][i] + t * v[c][i];
        normalize(next, i);
      });
    },
    extrapolate(to, [m0, m1, m2], change, bend, limit) {
      const [next, ...m] = [to, m0, m1, m2].map((state) => vectors[state.m]);
      const at = (weights: readonly number[], c: number, i: number) =>
        weights[0] * m[0][c][i] + weights[1] * m[1][c][i] + weights[2] * m[2][c][i];
      forEachCell((i) => {
        let bent = 0;
        for (let c = 0; c < dimension; c++) bent += at(bend, c, i) ** 2;
        const weight = 1 / (1 + bent / limit ** 2);
        for (let c = 0; c < dimension; c++) next[c][i] = m[0][c][i] + weight * at(change, c, i);
        normalize(next, i);
      });
    },
    hessian(state, p, q, shift) {
      const [a, v, w] = [vectors[state.diagonal][0], vectors[p], vectors[q]];
      for (const component of w) component.fill(0);
      addExchange(w, v, grid, material.coupling);
      addAnisotropy(w, v, axes, material.anisotropy);
      forEachCell((i) => {
        for (let c = 0; c < dimension; c++) w[c][i] = (a[i] + shift + (c < 2 ? selfDemag : 0)) * v[c][i] - w[c][i];
      });
      project(state, q);
      return dot(p, q);
    },
    project,
    dot,
    begin(z, p, r, g) {
      combine(z, g, g, 0, 0);
      combine(p, g, g, 1, 0);
      combine(r, g, g, 1, 0);
      return dot(r, r);
    },
    descend(r, q, alpha) {
      combine(r, r, q, 1, -alpha);
      return dot(r, r);
    },
    advance(z, p, r, alpha, beta) {
      combine(z, z, p, 1, alpha);
      combine(p, r, p, 1, beta);
    },
    combine,
    longest(u) {
      let peak = 0;
      forEachCell((i) => (peak = Math.max(peak, product(vectors[u], vectors[u], i))));
      return Math.sqrt(peak);
    },
    shorten(u, limit) {
      const v = vectors[u];
      forEachCell((i) => {
        const scale = Math.min(1, limit / Math.sqrt(product(v, v, i)));
        for (const component of v) if (scale < 1) component[i] *= scale;
      });
    },
  };
}
