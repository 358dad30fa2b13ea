// What one format is: one file each, found by name or by the first bytes of a file.
import type { EulerAxes } from './euler-axes.js';
import type { GrainMap } from './grain-map.js';

/** What a user may say about how a file is to be read; each format takes some of it. */
export interface ReadOptions {
  /** Neighbouring points whose orientations differ by less are in one grain, in rad. */
  threshold?: number;
  /** Grains of fewer points are taken out and filled. */
  minimumPoints?: number;
  /** Name or number of the phase whose c axis is the easy axis. */
  phase?: string;
  eulerAxes?: EulerAxes;
  /** Layer along z, from 1. */
  layer?: number;
  /** A table of grains and angles. */
  angles?: { bytes: Uint8Array; where: string };
}

export type ReadOptionName = keyof ReadOptions;

export interface ReadRequest extends ReadOptions {
  /** The file, for messages. */
  where: string;
  /** Cells along one edge of the structure: how finely a drawing is to be rasterised. */
  cells: number;
}

export interface Importer {
  readonly name: string;
  readonly description: string;
  /** With the point. */
  readonly extensions: readonly string[];
  /** Larger files are refused unread. */
  readonly maximumBytes: number;
  readonly options: readonly ReadOptionName[];
  /** Part of the cells that should keep their grain where nothing is asked for: measured borders are rough, drawn ones are not. */
  readonly fit: number;
  /** Whether a file with this beginning (Latin-1) is of this format. */
  readonly matches: (head: string) => boolean;
  /** @throws LoopsmithError one line that names file, line or byte, what was expected and what came */
  readonly read: (bytes: Uint8Array, request: ReadRequest) => GrainMap;
}
