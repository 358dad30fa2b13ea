// A compiled kernel on one grid: memory, tables and the operations of the minimizer, all in f32 with sums in f64.
// Vectors are named by the pointer to the first cell of their first component.
import type { EasyAxes } from './anisotropy.js';
import { type Arena, layoutOf, type Pointer } from './arena.js';
import { type BlockExports, createBlockField } from './block-field.js';
import { type ConvolutionExports, setUpConvolution } from './convolution.js';
import type { Grid, VectorField } from './grid.js';
import type { ReducedMaterial } from './reduced-material.js';
import { createRegion, type RunExports } from './region.js';
import { createWebAssemblyArena } from './webassembly-arena.js';

/** The exports of src/solver/kernel/index.ts and the methods of src/solver/native/addon.cc. */
interface Exports extends ConvolutionExports, RunExports, BlockExports {
  setMaterial(bondX: Pointer, bondY: Pointer, kx: Pointer, ky: Pointer, coupling: number, demag: number): void;
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
    c0: number,
    c1: number,
    c2: number,
    d0: number,
    d1: number,
    d2: number,
    limit: number,
    dimension: number,
  ): void;
  dot(a: Pointer, b: Pointer, dimension: number): number;
  begin(z: Pointer, p: Pointer, r: Pointer, g: Pointer, dimension: number): number;
  descend(r: Pointer, q: Pointer, alpha: number, dimension: number): number;
  advance(z: Pointer, p: Pointer, r: Pointer, alpha: number, beta: number, dimension: number): void;
  combine(to: Pointer, a: Pointer, b: Pointer, alpha: number, beta: number, dimension: number): void;
  longest(a: Pointer, dimension: number): number;
  shorten(u: Pointer, limit: number, dimension: number): void;
}

/** A magnetization with all that follows from it at one applied field. */
export interface State {
  readonly m: Pointer;
  /** Demagnetizing field, in the plane. */
  readonly field: Pointer;
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

type Three<T> = readonly [T, T, T];

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
  /** The same in the demagnetizing field between those of two states; t = 0 is `from`, 1 is `to`. `state` may be `to`. */
  evaluateBetween(state: State, from: State, to: State, t: number, appliedField: number): void;
  /**
   * The same for the cells at work only, in the last demagnetizing field continued from the state of `remember` (block-field.ts), by
   * cells where blocks change by more than `leastChange`, in Ms: the sums are those of these cells.
   */
  evaluateNear(state: State, appliedField: number, leastChange: number): void;
  /** Keeps the magnetization of which the demagnetizing field is known, that of the last `evaluate`. */
  remember(state: State): void;
  /** Until the next `evaluate` or `whole`, all operations are confined to the cells near a torque above `level`. Returns their share. */
  confine(state: State, level: number): number;
  whole(): void;
  /** Zero in all cells, at work or not: neighbours of a confined vector must not read what was there. */
  clear(u: Pointer): void;
  /** to.m = from.m turned by t u. */
  turn(to: State, from: State, u: Pointer, t: number): void;
  /**
   * to.m continued from three states: the first changed by `change` of the three, less in cells where `bend` of the three, the part of
   * the change that is not linear, is longer than `limit`.
   */
  extrapolate(to: State, states: Three<State>, change: Three<number>, bend: Three<number>, limit: number): void;
  /** q = (local Hessian + shift) p at the state; returns p . q. */
  hessian(state: State, p: Pointer, q: Pointer, shift: number): number;
  /** Makes u a tangent vector at the state's magnetization. */
  project(state: State, u: Pointer): void;
  dot(a: Pointer, b: Pointer): number;
  /** Conjugate gradients for a linear system begin: z = 0, p = r = g; returns r . r. */
  begin(z: Pointer, p: Pointer, r: Pointer, g: Pointer): number;
  /** r -= alpha q; returns r . r. */
  descend(r: Pointer, q: Pointer, alpha: number): number;
  /** z += alpha p, then p = r + beta p. */
  advance(z: Pointer, p: Pointer, r: Pointer, alpha: number, beta: number): void;
  /** to = alpha a + beta b. */
  combine(to: Pointer, a: Pointer, b: Pointer, alpha: number, beta: number): void;
  /** Largest length over the cells. */
  longest(u: Pointer): number;
  /** Makes u at most as long as `limit` in every cell. */
  shorten(u: Pointer, limit: number): void;
}

/** @param dimension 2: planar magnetization, 3: free @param createArena what computes */
export function createKernel(
  grid: Grid,
  axes: EasyAxes,
  material: ReducedMaterial,
  dimension: 2 | 3,
  createArena: () => Arena = createWebAssemblyArena,
): Kernel {
  const { nx, ny } = grid;
  const cells = nx * ny;
  const arena = createArena();
  const layout = layoutOf(nx, ny, arena.lanes);
  const { pitch, plane, first } = layout;
  const kernel = arena.instantiate<Exports>();
  const tangentPlanes = dimension === 2 ? 1 : 3;
  const allocatePlanes = (count: number): Pointer => arena.allocate(count * plane) + first;
  const planes = (at: Pointer, count: number) => arena.floats(at - first, (count * plane) / 4);
  const row = (at: Pointer, y: number) => arena.floats(at + y * pitch, nx);
  const setPlane = (at: Pointer, values: Float64Array) => {
    for (let y = 0; y < ny; y++) row(at, y).set(values.subarray(y * nx, (y + 1) * nx));
  };

  setUpConvolution(kernel, arena, grid, layout, material.demag);
  const [bondX, bondY, kx, ky] = [0, 0, 0, 0].map(() => allocatePlanes(1));
  setPlane(kx, axes.kx);
  setPlane(ky, axes.ky);
  kernel.setMaterial(bondX, bondY, kx, ky, material.coupling, material.demag);
  const region = createRegion(kernel, arena, layout, nx, ny);
  const continueField = createBlockField(kernel, arena, grid, material.demag);
  const [nearField, before] = [0, 0].map(() => allocatePlanes(2));
  const sums = arena.allocate(64);
  let fieldEvaluations = 0;
  /** The unit vector along z in every cell, where a magnetization can be tilted. */
  const normal = dimension === 3 ? allocatePlanes(3) : 0;
  if (dimension === 3) setPlane(normal + 2 * plane, new Float64Array(cells).fill(1));

  function setGradient(state: State, h: Pointer, appliedField: number): void {
    const { m, g, diagonal, weightX, weightY } = state;
    if (dimension === 2) kernel.planarGradient(m, h, g, diagonal, weightX, weightY, appliedField, sums);
    else kernel.freeGradient(m, h, g, diagonal, appliedField, sums);
    const [energy, along, square, torque] = arena.doubles(sums, 4);
    state.energy = energy;
    state.along = along / cells;
    state.square = square;
    state.torque = torque;
  }

  return {
    cells,
    get fieldEvaluations() {
      return fieldEvaluations;
    },
    createState() {
      const m = allocatePlanes(dimension);
      planes(m + plane, 1).fill(1); // spare cells need a length for as long as they are turned along
      const weights = dimension === 2 ? [allocatePlanes(1), allocatePlanes(1)] : [0, 0];
      return {
        m,
        field: allocatePlanes(2),
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
        for (let y = 0; y < ny; y++) values.set(row(state.m + c * plane, y), y * nx);
        return values;
      });
    },
    copyMagnetization(to, from) {
      planes(to.m, dimension).set(planes(from.m, dimension));
    },
    tilt: (state, dz) => kernel.freeTurn(state.m, state.m, normal, dz),
    evaluate(state, appliedField) {
      region.whole();
      kernel.demagField(state.m, state.m + plane, state.field, state.field + plane);
      fieldEvaluations++;
      setGradient(state, state.field, appliedField);
    },
    evaluateBetween(state, from, to, t, appliedField) {
      kernel.combine(state.field, from.field, to.field, 1 - t, t, 2);
      setGradient(state, state.field, appliedField);
    },
    evaluateNear(state, appliedField, leastChange) {
      continueField(nearField, state.field, state.m, before, leastChange);
      setGradient(state, nearField, appliedField);
    },
    remember(state) {
      kernel.combine(before, state.m, state.m, 1, 0, 2);
    },
    whole: region.whole,
    confine: (state, level) => region.confine(state.g, tangentPlanes, level),
    clear(u) {
      planes(u, tangentPlanes).fill(0);
    },
    turn(to, from, u, t) {
      if (dimension === 2) kernel.planarTurn(to.m, from.m, u, t);
      else kernel.freeTurn(to.m, from.m, u, t);
    },
    extrapolate(to, [m0, m1, m2], change, bend, limit) {
      kernel.extrapolate(to.m, m0.m, m1.m, m2.m, ...change, ...bend, limit, dimension);
    },
    hessian(state, p, q, shift) {
      if (dimension === 2) return kernel.planarHessian(p, q, state.diagonal, state.weightX, state.weightY, shift);
      return kernel.freeHessian(p, q, state.m, state.diagonal, shift);
    },
    project(state, u) {
      if (dimension === 3) kernel.freeProject(u, state.m);
    },
    dot: (a, b) => kernel.dot(a, b, tangentPlanes),
    begin: (z, p, r, g) => kernel.begin(z, p, r, g, tangentPlanes),
    descend: (r, q, alpha) => kernel.descend(r, q, alpha, tangentPlanes),
    advance: (z, p, r, alpha, beta) => kernel.advance(z, p, r, alpha, beta, tangentPlanes),
    combine: (to, a, b, alpha, beta) => kernel.combine(to, a, b, alpha, beta, tangentPlanes),
    longest: (u) => kernel.longest(u, tangentPlanes),
    shorten: (u, limit) => kernel.shorten(u, limit, tangentPlanes),
  };
}
