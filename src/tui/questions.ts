// What the screens ask, and what comes back: tasks of the pool by name.
import type { ListedPreset } from '../design/tasks/list-presets.js';
import type { ListedRun } from '../design/tasks/list-runs.js';
import type { CurvePoints } from '../design/tasks/read-curve.js';
import type { RecalledRun, RecallInput } from '../design/tasks/recall-run.js';

export interface Questions {
  'list-runs': { input: { root: string; most: number }; answer: ListedRun[] };
  'list-presets': { input: null; answer: ListedPreset[] };
  'recall-run': { input: RecallInput; answer: RecalledRun };
  'read-curve': { input: { run: string; candidate: number }; answer: CurvePoints };
}
