// Every task by name. To add one: write a module that exports `run` (see task.ts) beside what it wraps, and add its line here.
// Modules are loaded at first use, so a worker that only solves never loads the networks.
import type { TaskModule } from './task.js';

export const tasks: Readonly<Record<string, () => Promise<TaskModule>>> = {
  demagnetize: () => import('./tasks/demagnetize.js'),
  label: () => import('../dataset/label.js'),
  realise: () => import('./tasks/realise.js'),
  'describe-backend': () => import('../design/tasks/describe-backend.js'),
  'describe-model': () => import('../design/tasks/describe-model.js'),
  search: () => import('../design/tasks/search.js'),
  labelled: () => import('../design/tasks/labelled.js'),
  predict: () => import('../design/tasks/predict.js'),
  estimate: () => import('../design/tasks/estimate.js'),
  morph: () => import('../design/tasks/morph.js'),
  overview: () => import('../design/tasks/overview.js'),
  'list-runs': () => import('../design/tasks/list-runs.js'),
  'list-presets': () => import('../design/tasks/list-presets.js'),
  'recall-run': () => import('../design/tasks/recall-run.js'),
  'list-formats': () => import('../design/tasks/list-formats.js'),
  'check-objective': () => import('../design/tasks/check-objective.js'),
  'describe-data': () => import('../dataset/tasks/describe-data.js'),
  'labelled-quantities': () => import('../design/tasks/labelled-quantities.js'),
  'save-objective': () => import('../design/tasks/save-objective.js'),
  'leave-order': () => import('../design/tasks/leave-order.js'),
  'read-curve': () => import('../design/tasks/read-curve.js'),
  'draw-images': () => import('../train/tasks/draw-images.js'),
  countPrimes: () => import('./tasks/count-primes.js'),
};
