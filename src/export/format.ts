// What an export format is: a name, and a pure function from what is exported to files. No format touches the disk.
import type { DemagnetizationCurve } from '../curve/curve.js';
import type { Physics } from '../physics.js';
import type { AnchorPoints } from '../quantities.js';
import type { SavedState } from '../solver/demagnetize.js';
import type { Structure } from '../structure/structure.js';

/** What a run knows of a candidate beside its structure and its curve. */
export interface CandidateFacts {
  /** Number of its folder, from 1. */
  readonly candidate: number;
  /** 1 is the best; null where the run has no report. */
  readonly rank: number | null;
  readonly predicted: AnchorPoints | null;
  readonly loss: number | null;
  readonly verified: boolean | null;
}

/** One structure with all that can be written of it. */
export interface ExportSubject {
  /** For titles. */
  readonly name: string;
  readonly structure: Structure;
  /** Its cells are the cells of every field that is written. */
  readonly physics: Physics;
  /** Of the sweep, in HA. */
  readonly fieldStep: number;
  /** Parts of a field step into which it is taken again where the magnetization falls. @default 1 */
  readonly refine?: number;
  /** Solved with `physics`; absent where it was not solved. */
  readonly curve?: DemagnetizationCurve;
  readonly anchors?: AnchorPoints;
  /** The magnetization at some fields, on the cells of `physics`. */
  readonly states: readonly SavedState[];
  /** For a candidate of a run. */
  readonly facts?: CandidateFacts;
}

export interface ExportFile {
  /** Relative, with / between folders. */
  readonly path: string;
  readonly content: Uint8Array | string;
}

interface Described {
  /** As it is called on the command line. */
  readonly name: string;
  /** One line. */
  readonly summary: string;
  /** 'needed': cannot be written without a curve; 'wanted': says more with one. */
  readonly curve: 'unused' | 'wanted' | 'needed';
  /** Writes the saved states too. */
  readonly states?: true;
  /** What this machine lacks for it, in one line; null where nothing. Absent where nothing can be lacking. */
  readonly lacks?: () => Promise<string | null>;
}

/** Files of one structure. */
export interface StructureFormat extends Described {
  readonly scope: 'structure';
  /** What is lost of this structure, in one line; null where nothing. Absent where nothing can be lost. */
  readonly loses?: (subject: ExportSubject) => string | null;
  write(subject: ExportSubject): ExportFile[] | Promise<ExportFile[]>;
}

/** One file over all structures of a run. */
export interface RunFormat extends Described {
  readonly scope: 'run';
  write(subjects: readonly ExportSubject[]): ExportFile[] | Promise<ExportFile[]>;
}

export type ExportFormat = StructureFormat | RunFormat;
