// The WebAssembly kernel on one grid: memory, tables and the operations of the minimizer, all in f32 with sums in f64.
// Vectors are named by the pointer to the first cell of their first component.
import type { EasyAxes } from './anisotropy.js';
import { type DemagSpectrum, demagSpectrum } from './demag-spectrum.js';
import type { ReducedMaterial } from './effective-field.js';
import { radices } from './fft.js';
import type { Grid, VectorField } from './grid.js';
import { kernelBytes } from './kernel-bytes.js';

type Pointer = number;

/** The exports of src/solver/kernel/index.ts. */
interface Exports {
  setGrid(nx: number, ny: number, pitch: number, plane: number): void;
  setMaterial(bondX: Pointer, bondY: Pointer, kx: Pointer, ky: Pointer, coupling: number, demag: number): void;
  setDemag(...numbers: number[]): void;
  demagField(mx: Pointer, my: Pointer, hx: Pointer, hy: Pointer): void;
  planarGradient(
    m: Pointer,
    h: Pointer,
    g: Pointer,
    a: Pointer,
    wx: Pointer,
    wy: Pointer,
    applied: number,
    sums: Pointer,
  ): void;
  planarHessian(p: Pointer, q: Pointer, a: Pointer, wx: Pointer, wy: Pointer, shift: number): number;
  planarTurn(to: Pointer, m: Pointer, u: Pointer, t: number): void;
  freeGradient(m: Pointer, h: Pointer, g: Pointer, a: Pointer, applied: number, sums: Pointer): void;
  freeHessian(p: Pointer, q: Pointer, m: Pointer, a: Pointer, shift: number): number;
  freeTurn(to: Pointer, m: Pointer, u: Pointer, t: number): void;
  freeProject(u: Pointer, m: Pointer): void;
  extrapolate(
    to: Pointer,
    m0: Pointer,
    m1: Pointer,
    m2: Pointer,
    a: number,
    b: number,
    c: number,
    limit: number,
    dimension: number,
  ): void;
  dot(a: Pointer, b: Pointer, bytes: number): number;
  descend(z: Pointer, p: Pointer, r: Pointer, q: Pointer, alpha: number, bytes: number): number;
  combine(to: Pointer, a: Pointer, b: Pointer, alpha: number, beta: number, bytes: number): void;
  longest(a: Pointer, step: number, dimension: number): number;
  shorten(u: Pointer, step: number, dimension: number, limit: number): void;
}

/** A magnetization with all that follows from it at one applied field. */
export interface State {
  readonly m: Pointer;
  /** Energy gradient, a tangent vector. */
  readonly g: Pointer;
  /** Diagonal and exchange weights of the local Hessian. */
  readonly diagonal: Pointer;
  readonly weightX: Pointer;
  readonly weightY: Pointer;
  /** Energy of the sample in mu0 Ms HA per cell, summed over the cells. */
  energy: number;
  /** Mean of my. */
  along: number;
  /** |g|^2 summed over the cells, and the largest |g|, the torque in HA. */
  square: number;
  torque: number;
}

export interface Kernel {
  readonly cells: number;
  /** Demagnetizing-field evaluations so far. */
  readonly fieldEvaluations: number;
  createState(): State;
  createTangent(): Pointer;
  setMagnetization(state: State, m: VectorField): void;
  getMagnetization(state: State): Float64Array[];
  copyMagnetization(to: State, from: State): void;
  /** Adds to the z component of a free magnetization and normalizes. */
  tilt(state: State, dz: number): void;
  /** Demagnetizing field, energy, gradient and local Hessian at the state's magnetization. */
  evaluate(state: State, appliedField: number): void;
  /** The same in the demagnetizing field of the last `evaluate`: its energy is not that of the state. */
  evaluateFrozen(state: State, appliedField: number): void;
  /** to.m = from.m turned by t u. */
  turn(to: State, from: State, u: Pointer, t: number): void;
  /** to.m continued from three states. */
  extrapolate(
    to: State,
    states: readonly [State, State, State],
    weights: readonly [number, number, number],
    limit: number,
  ): void;
  /** q = (local Hessian + shift) p at the state; returns p . q. */
  hessian(state: State, p: Pointer, q: Pointer, shift: number): number;
  /** Makes u a tangent vector at the state's magnetization. */
  project(state: State, u: Pointer): void;
  dot(a: Pointer, b: Pointer): number;
  /** z += alpha p, r -= alpha q; returns r . r. */
  descend(z: Pointer, p: Pointer, r: Pointer, q: Pointer, alpha: number): number;
  /** to = alpha a + beta b. */
  combine(to: Pointer, a: Pointer, b: Pointer, alpha: number, beta: number): void;
  /** Largest length over the cells. */
  longest(u: Pointer): number;
  /** Makes u at most as long as `limit` in every cell. */
  shorten(u: Pointer, limit: number): void;
}

const pageBytes = 65536;

/**
 * @param dimension 2: planar magnetization, 3: free
 * @throws WebAssembly.CompileError where the machine has no SIMD for WebAssembly
 */
export function createKernel(
  grid: Grid,
  axes: EasyAxes,
  material: ReducedMaterial,
  dimension: 2 | 3,
  spectrum: DemagSpectrum = demagSpectrum(grid),
): Kernel {
  const { nx, ny } = grid;
  const cells = nx * ny;
  const pitch = 4 * (4 * Math.ceil(nx / 4) + 8);
  const first = pitch + 16;
  const plane = 64 * Math.ceil((pitch * (4 * Math.ceil(ny / 4) + 3)) / 64);
  const memory = new WebAssembly.Memory({ initial: 1 });
  const module = new WebAssembly.Module(Buffer.from(kernelBytes, 'base64'));
  const abort = () => {
    throw new Error('the kernel stopped');
  };
  const kernel = new WebAssembly.Instance(module, { env: { memory, abort } }).exports as unknown as Exports;
  let top = 4096;
  const allocate = (bytes: number): Pointer => {
    const at = top;
    top += 64 * Math.ceil(bytes / 64);
    if (top > memory.buffer.byteLength) memory.grow(Math.ceil((top - memory.buffer.byteLength) / pageBytes));
    return at;
  };
  const floats = (at: Pointer, count: number) => new Float32Array(memory.buffer, at, count);
  const allocatePlanes = (count: number): Pointer => allocate(count * plane) + first;
  const setPlane = (at: Pointer, values: Float64Array) => {
    for (let y = 0; y < ny; y++) floats(at + y * pitch, nx).set(values.subarray(y * nx, (y + 1) * nx));
  };

  kernel.setGrid(nx, ny, pitch, plane);
  const [bondX, bondY, kx, ky] = [0, 0, 0, 0].map(() => allocatePlanes(1));
  setPlane(kx, axes.kx);
  setPlane(ky, axes.ky);
  kernel.setMaterial(bondX, bondY, kx, ky, material.coupling, material.demag);
  setDemag(kernel, spectrum, material.demag, allocate, memory);
  const h = allocatePlanes(2);
  const sums = allocate(64);
  const tangentPlanes = dimension - 1 === 1 ? 1 : 3;
  const tangentBytes = tangentPlanes * plane;
  let fieldEvaluations = 0;

  return {
    cells,
    get fieldEvaluations() {
      return fieldEvaluations;
    },
    createState() {
      const m = allocatePlanes(dimension);
      floats(m - first, (plane * dimension) / 4).fill(0);
      floats(m - first + plane, plane / 4).fill(1); // spare cells need a length for as long as they are turned along
      const weights = dimension === 2 ? [allocatePlanes(1), allocatePlanes(1)] : [0, 0];
      return {
        m,
        g: allocatePlanes(tangentPlanes),
        diagonal: allocatePlanes(1),
        weightX: weights[0],
        weightY: weights[1],
        energy: 0,
        along: 0,
        square: 0,
        torque: 0,
      };
    },
    createTangent: () => allocatePlanes(tangentPlanes),
    setMagnetization(state, m) {
      for (let c = 0; c < dimension; c++) setPlane(state.m + c * plane, m[c]);
    },
    getMagnetization(state) {
      return Array.from({ length: dimension }, (_, c) => {
        const values = new Float64Array(cells);
        for (let y = 0; y < ny; y++) values.set(floats(state.m + c * plane + y * pitch, nx), y * nx);
        return values;
      });
    },
    copyMagnetization(to, from) {
      floats(to.m - first, (plane * dimension) / 4).set(floats(from.m - first, (plane * dimension) / 4));
    },
    tilt(state, dz) {
      const m = floats(state.m, (3 * plane) / 4 - first / 4);
      const step = plane / 4;
      for (let y = 0; y < ny; y++) {
        for (let x = 0; x < nx; x++) {
          const i = (y * pitch) / 4 + x;
          const z = m[i + 2 * step] + dz;
          const scale = 1 / Math.hypot(m[i], m[i + step], z);
          m[i] *= scale;
          m[i + step] *= scale;
          m[i + 2 * step] = z * scale;
        }
      }
    },
    evaluate(state, appliedField) {
      kernel.demagField(state.m, state.m + plane, h, h + plane);
      fieldEvaluations++;
      this.evaluateFrozen(state, appliedField);
    },
    evaluateFrozen(state, appliedField) {
      const { m, g, diagonal, weightX, weightY } = state;
      if (dimension === 2) kernel.planarGradient(m, h, g, diagonal, weightX, weightY, appliedField, sums);
      else kernel.freeGradient(m, h, g, diagonal, appliedField, sums);
      const [energy, along, square, torque] = new Float64Array(memory.buffer, sums, 4);
      state.energy = energy;
      state.along = along / cells;
      state.square = square;
      state.torque = torque;
    },
    turn(to, from, u, t) {
      if (dimension === 2) kernel.planarTurn(to.m, from.m, u, t);
      else kernel.freeTurn(to.m, from.m, u, t);
    },
    extrapolate(to, [m0, m1, m2], [a, b, c], limit) {
      kernel.extrapolate(to.m, m0.m, m1.m, m2.m, a, b, c, limit, dimension);
    },
    hessian(state, p, q, shift) {
      if (dimension === 2) return kernel.planarHessian(p, q, state.diagonal, state.weightX, state.weightY, shift);
      return kernel.freeHessian(p, q, state.m, state.diagonal, shift);
    },
    project(state, u) {
      if (dimension === 3) kernel.freeProject(u, state.m);
    },
    dot: (a, b) => kernel.dot(a - first, b - first, tangentBytes),
    descend: (z, p, r, q, alpha) => kernel.descend(z - first, p - first, r - first, q - first, alpha, tangentBytes),
    combine: (to, a, b, alpha, beta) => kernel.combine(to - first, a - first, b - first, alpha, beta, tangentBytes),
    longest: (u) => kernel.longest(u - first, plane, tangentPlanes),
    shorten: (u, limit) => kernel.shorten(u - first, plane, tangentPlanes, limit),
  };
}

/** Twiddle tables, factors, spectrum and scratch of the convolution. */
function setDemag(
  kernel: Exports,
  { px, py, nxx, nyy, nxy }: DemagSpectrum,
  demag: number,
  allocate: (bytes: number) => Pointer,
  memory: WebAssembly.Memory,
): void {
  const blocks = px / 8 + 1;
  const rows = py / 2 + 1;
  const plan = (length: number): [Pointer, Pointer] => {
    // radix 4 first and last: those passes skip the zero half of the input and the unwanted half of the output
    const factors = [4, ...(radices(length / 16) ?? []), 4];
    const table = allocate(8 * length);
    const at = allocate(4 * factors.length);
    const values = new Float32Array(memory.buffer, table, 2 * length);
    for (let i = 0; i < length; i++) {
      values[2 * i] = Math.cos((2 * Math.PI * i) / length);
      values[2 * i + 1] = -Math.sin((2 * Math.PI * i) / length);
    }
    new Int32Array(memory.buffer, at, factors.length).set(factors);
    return [at, table];
  };
  const [factorsX, tableX] = plan(px);
  const [factorsY, tableY] = plan(py);
  const spectrum = allocate(blocks * rows * 48);
  const columns = allocate(blocks * (py / 2) * 64);
  const scratch = [0, 0].map(() => allocate(32 * Math.max(px, 2 * py)));
  const values = new Float32Array(memory.buffer, spectrum, blocks * rows * 12);
  const scale = -demag / (2 * px * py); // the half belongs to the split into the transforms of mx and my
  for (let block = 0; block < blocks; block++) {
    for (let ky = 0; ky < rows; ky++) {
      for (let lane = 0; lane < 4; lane++) {
        const at = (block * rows + ky) * 12 + lane;
        const from = ky * px + 4 * block + lane;
        // without the field of a cell in itself, which the local terms add: it is right also while the rest is frozen
        values[at] = scale * (nxx[from] - 0.5);
        values[at + 4] = scale * (nyy[from] - 0.5);
        values[at + 8] = scale * nxy[from];
      }
    }
  }
  kernel.setDemag(px, py, factorsX, factorsY, tableX, tableY, spectrum, columns, scratch[0], scratch[1]);
}
