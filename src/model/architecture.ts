// The networks as numbers: one entry per architecture. `paper` is Table 1 of Kovacs et al., arXiv 2203.16676; `small` is of the same
// kind with dense layers a quarter as wide, which hold nine tenths of the weights.
import { LoopsmithError } from '../errors.js';

/** A convolution with equal strides and padding `same`. */
export interface Convolution {
  readonly filters: number;
  /** Edge of the kernel, in cells. */
  readonly kernel: number;
}

export interface VaeArchitecture {
  /** Edge of the image; divisible by stride^convolutions. */
  readonly cells: number;
  readonly stride: number;
  /** The encoder's convolutions in their order; the decoder undoes them from the last to the first. */
  readonly convolutions: readonly Convolution[];
  readonly denseUnits: number;
  readonly latentDim: number;
}

export interface RegressorArchitecture {
  readonly trunk: readonly number[];
  /** Hidden layers of each head; a linear unit follows. */
  readonly head: readonly number[];
}

export interface Architecture {
  readonly name: string;
  readonly vae: VaeArchitecture;
  readonly regressor: RegressorArchitecture;
}

const convolutions: readonly Convolution[] = [
  { filters: 16, kernel: 4 },
  { filters: 32, kernel: 2 },
  { filters: 64, kernel: 2 },
  { filters: 128, kernel: 2 },
  { filters: 256, kernel: 2 },
];
const head = [32, 16, 8, 4, 2];

export const architectures: Readonly<Record<string, Architecture>> = {
  paper: {
    name: 'paper',
    vae: { cells: 160, stride: 2, convolutions, denseUnits: 2048, latentDim: 512 },
    regressor: { trunk: [512, 1024, 512, 256, 128, 64], head },
  },
  small: {
    name: 'small',
    vae: { cells: 160, stride: 2, convolutions, denseUnits: 512, latentDim: 128 },
    regressor: { trunk: [256, 512, 256, 128, 64], head },
  },
};

/** An architecture by its name. @throws LoopsmithError with the known names */
export function findArchitecture(name: string): Architecture {
  if (Object.hasOwn(architectures, name)) return architectures[name];
  const known = Object.keys(architectures).join(', ');
  throw new LoopsmithError(`unknown architecture "${name}", expected one of ${known}`);
}

/** Edge of the image after the encoder's convolutions. */
export const innerCells = ({ cells, stride, convolutions }: VaeArchitecture): number =>
  cells / stride ** convolutions.length;
