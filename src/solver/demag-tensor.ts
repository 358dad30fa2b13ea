// Demagnetizing tensor between two columnar cells (h x h in the plane, length L along z), averaged over both cells:
//   H = -N M,   N_ij(r) = -d_i d_j <G>,   G(rho) = (1 / 2 pi) (asinh(L / rho) - sqrt(1 + rho^2 / L^2) + rho / L).
// G is the Newell kernel 1 / (4 pi r) integrated over both lengths. Newell's closed form in three dimensions cancels all digits at
// an aspect of 18 000, so G is split into the two-dimensional logarithm, which has a closed form in the plane, and a smooth
// remainder of relative size rho / L, which is integrated numerically. Lengths here are in units of the cell.

/** Tensor components at the offset (x, y), dimensionless. Nxz = Nyz = 0. */
export interface DemagTensor {
  nxx: number;
  nyy: number;
  nxy: number;
}

/** From here on the closed form loses more digits than the three-point rule has error (2e-10). */
const farCells = 12;

/**
 * @param x offset of the observed from the magnetized cell, in cells (integer)
 * @param y the same along y
 * @param length length of the columns along z, in cells; Infinity gives the two-dimensional tensor
 */
export function demagTensor(x: number, y: number, length: number): DemagTensor {
  const near = Math.abs(x) < farCells && Math.abs(y) < farCells;
  const tensor = near ? nearLogarithm(x, y) : average(farRule, (u, v) => logarithm(x + u, y + v));
  if (!Number.isFinite(length)) return tensor;
  const adjacent = Math.abs(x) < 3 && Math.abs(y) < 3;
  const ends = average(adjacent ? fineRule : farRule, (u, v) => finiteLength(x + u, y + v, length));
  return { nxx: tensor.nxx + ends.nxx, nyy: tensor.nyy + ends.nyy, nxy: tensor.nxy + ends.nxy };
}

/** -d_i d_j of -(1 / 2 pi) ln rho. */
function logarithm(x: number, y: number): DemagTensor {
  const scale = 1 / (2 * Math.PI * (x * x + y * y) ** 2);
  return { nxx: scale * (y * y - x * x), nyy: scale * (x * x - y * y), nxy: -2 * scale * x * y };
}

/**
 * -d_i d_j of F(rho / L) / (2 pi), the remainder of G: with q = sqrt(1 + s^2), F' = 1 - s / (1 + q), F'' = -1 / (q (1 + q)).
 */
function finiteLength(x: number, y: number, length: number): DemagTensor {
  const rho2 = x * x + y * y;
  const rho = Math.sqrt(rho2);
  const s = rho / length;
  const q = Math.sqrt(1 + s * s);
  const first = (1 - s / (1 + q)) / (length * rho);
  const second = -1 / (q * (1 + q) * length * length);
  const scale = -1 / (2 * Math.PI * rho2);
  return {
    nxx: scale * (second * x * x + first * y * y),
    nyy: scale * (second * y * y + first * x * x),
    nxy: scale * x * y * (second - first),
  };
}

/** Closed form: the average over two unit cells turns two integrations along x and y into second differences. */
function nearLogarithm(x: number, y: number): DemagTensor {
  const weights = [1, -2, 1];
  let nxx = 0;
  let nyy = 0;
  let nxy = 0;
  for (let a = -1; a <= 1; a++) {
    for (let b = -1; b <= 1; b++) {
      const weight = (weights[a + 1] * weights[b + 1]) / (2 * Math.PI);
      nxx += weight * diagonalPotential(x + a, y + b);
      nyy += weight * diagonalPotential(y + b, x + a);
      nxy += weight * mixedPotential(x + a, y + b);
    }
  }
  return { nxx, nyy, nxy };
}

/** Twice integrated ln rho: d_y^2 of it, up to terms that the second differences remove. */
function diagonalPotential(x: number, y: number): number {
  if (x === 0 && y === 0) return 0;
  const wedge = x === 0 ? 0 : x * y * Math.atan(y / x);
  return 0.25 * (y * y - x * x) * Math.log(x * x + y * y) + wedge;
}

/** ln rho integrated once along x and once along y, up to terms that the second differences remove. */
function mixedPotential(x: number, y: number): number {
  if (x === 0 || y === 0) return 0;
  const wedges = x * x * Math.atan(y / x) + y * y * Math.atan(x / y);
  return 0.5 * (x * y * Math.log(x * x + y * y) + wedges);
}

/** Nodes and weights for the average with the weight 1 - |u| on [-1, 1]: u is the difference of two points in unit cells. */
interface Rule {
  nodes: number[];
  weights: number[];
}

/** Exact to degree 5. */
const farRule: Rule = { nodes: [-Math.sqrt(0.4), 0, Math.sqrt(0.4)], weights: [5 / 24, 7 / 12, 5 / 24] };

/** Midpoints between the nodes of the singularity 1 / rho at the origin. */
const fineRule: Rule = midpointRule(160);

function midpointRule(count: number): Rule {
  const nodes = Array.from({ length: count }, (_, i) => (2 * i + 1) / count - 1);
  return { nodes, weights: nodes.map((u) => ((1 - Math.abs(u)) * 2) / count) };
}

function average({ nodes, weights }: Rule, tensor: (u: number, v: number) => DemagTensor): DemagTensor {
  const sum = { nxx: 0, nyy: 0, nxy: 0 };
  for (let i = 0; i < nodes.length; i++) {
    for (let j = 0; j < nodes.length; j++) {
      const { nxx, nyy, nxy } = tensor(nodes[i], nodes[j]);
      const weight = weights[i] * weights[j];
      sum.nxx += weight * nxx;
      sum.nyy += weight * nyy;
      sum.nxy += weight * nxy;
    }
  }
  return sum;
}
