// The networks as numbers: one entry per architecture. `paper` is Table 1 of Kovacs et al., arXiv 2203.16676; `small` is of the same
// kind with dense layers a quarter as wide, which hold nine tenths of the weights. `modes` is made for few labels and little training:
// it sees the axis as (cos 2t, sin 2t), which has no seam at +-90 degrees, as means over 8 nm, and its codes are amplitudes of cosine
// modes that dense layers correct (modes.ts).
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
  /** What the networks see of an axis at angle t: 1 is k_x = sin t, 2 is (cos 2t, sin 2t). @default 1 */
  readonly channels?: 1 | 2;
  /** Edge, in cells of the image, of the squares that the networks see as one. @default 1 */
  readonly coarsening?: number;
  /** A linear map beside the dense layers on both sides, started at cosine modes (modes.ts). @default false */
  readonly modes?: boolean;
}

export interface RegressorArchitecture {
  readonly trunk: readonly number[];
  /** Hidden layers of each head; a linear unit follows. */
  readonly head: readonly number[];
  /** Anchor points by way of image statistics instead of a trunk. @default none */
  readonly statistics?: StatisticsArchitecture;
}

/** Code -> image statistics (reader.ts) -> anchor points (members.ts). The reader needs no labels, the members need few. */
export interface StatisticsArchitecture {
  /** Edge of the picture that the reader draws of a code; halves the edge of the autoencoder's. */
  readonly cells: number;
  /** Of the reader's two convolutions, of 3 x 3 cells with a stride of 2; then averaged over the picture. */
  readonly filters: readonly [number, number];
  readonly denseUnits: number;
  /** Regressors of the ensemble. */
  readonly members: number;
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
  modes: {
    name: 'modes',
    vae: {
      cells: 160,
      stride: 2,
      convolutions: [],
      denseUnits: 512,
      latentDim: 512,
      channels: 2,
      coarsening: 4,
      modes: true,
    },
    regressor: { trunk: [], head: [64], statistics: { cells: 20, filters: [24, 48], denseUnits: 128, members: 8 } },
  },
};

/** An architecture by its name. @throws LoopsmithError with the known names */
export function findArchitecture(name: string): Architecture {
  if (Object.hasOwn(architectures, name)) return architectures[name];
  const known = Object.keys(architectures).join(', ');
  throw new LoopsmithError(`unknown architecture "${name}", expected one of ${known}`);
}

/** What goes into the encoder and comes out of the decoder: [cells, cells, channels]. */
export const pictureShape = ({ cells, channels = 1, coarsening = 1 }: VaeArchitecture): [number, number, number] => [
  cells / coarsening,
  cells / coarsening,
  channels,
];

/** Edge of the picture after the encoder's convolutions. */
export const innerCells = (architecture: VaeArchitecture): number =>
  pictureShape(architecture)[0] / architecture.stride ** architecture.convolutions.length;
