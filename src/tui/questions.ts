// What the screens ask, and what comes back: tasks of the pool by name.
import type { ObjectiveDraft } from '../design/objective-draft.js';
import type { Overview } from '../design/overview.js';
import type { CheckedObjective } from '../design/tasks/check-objective.js';
import type { LabelledQuantities } from '../design/tasks/labelled-quantities.js';
import type { LeaveOrderInput } from '../design/tasks/leave-order.js';
import type { ListedFormat } from '../design/tasks/list-formats.js';
import type { ListedPreset } from '../design/tasks/list-presets.js';
import type { ListedRun } from '../design/tasks/list-runs.js';
import type { CurvePoints } from '../design/tasks/read-curve.js';
import type { RecalledRun, RecallInput } from '../design/tasks/recall-run.js';
import type { SaveInput } from '../design/tasks/save-objective.js';

export interface Questions {
  overview: { input: null; answer: Overview };
  'list-runs': { input: { root: string; most: number }; answer: ListedRun[] };
  'list-presets': { input: null; answer: ListedPreset[] };
  'recall-run': { input: RecallInput; answer: RecalledRun };
  'list-formats': { input: null; answer: ListedFormat[] };
  'check-objective': { input: ObjectiveDraft; answer: CheckedObjective };
  'describe-data': { input: { folder: string }; answer: string };
  'labelled-quantities': { input: { physics: string }; answer: LabelledQuantities };
  'leave-order': { input: LeaveOrderInput; answer: string };
  'save-objective': { input: SaveInput; answer: string };
  'read-curve': { input: { run: string; candidate: number }; answer: CurvePoints };
}
