// How far labelling is: labels per minute and time left, from the labels of this call (those before it cost nothing now).
import type { Emit } from '../events.js';
import type { DatasetRecord } from './record.js';
import { countWarned, type Warned } from './statistics.js';

/** @param already labels from earlier calls */
export function createLabelProgress(already: number, total: number, emit: Emit, clock = () => performance.now()) {
  const start = clock();
  let [done, failures] = [already, 0];
  let warned: Warned | null = null;
  const report = () => {
    const minutes = (clock() - start) / 60_000;
    const perMinute = (done - already) / minutes;
    const known = perMinute > 0 && Number.isFinite(perMinute);
    const secondsLeft = known ? (60 * (total - done)) / perMinute : done === total ? 0 : null;
    const failed = failures > 0 ? `, ${failures} failed` : '';
    const warnings = warned ? `, ${warned.records} with warnings` : '';
    const message = known ? `${perMinute.toPrecision(3)} labels/min${failed}${warnings}` : undefined;
    emit({ type: 'progress', what: 'labels', done, total, secondsLeft, message });
  };
  report();
  return {
    count(record: DatasetRecord) {
      done++;
      if (record.failure !== null) failures++;
      warned = countWarned(warned, record);
      report();
    },
    get done() {
      return done;
    },
    get failures() {
      return failures;
    },
    get warned() {
      return warned;
    },
  };
}
