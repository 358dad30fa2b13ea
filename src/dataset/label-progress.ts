// How far labelling is: labels per minute and time left, from the labels of this call (those before it cost nothing now).
import type { Emit } from '../events.js';
import type { DatasetRecord } from './record.js';

/** @param already labels from earlier calls */
export function createLabelProgress(already: number, total: number, emit: Emit, clock = () => performance.now()) {
  const start = clock();
  let [done, failures] = [already, 0];
  const report = () => {
    const minutes = (clock() - start) / 60_000;
    const perMinute = (done - already) / minutes;
    const known = perMinute > 0 && Number.isFinite(perMinute);
    const secondsLeft = known ? (60 * (total - done)) / perMinute : done === total ? 0 : null;
    const failed = failures > 0 ? `, ${failures} failed` : '';
    const message = known ? `${perMinute.toPrecision(3)} labels/min${failed}` : undefined;
    emit({ type: 'progress', what: 'labels', done, total, secondsLeft, message });
  };
  report();
  return {
    count(record: DatasetRecord) {
      done++;
      if (record.failure !== null) failures++;
      report();
    },
    get done() {
      return done;
    },
    get failures() {
      return failures;
    },
  };
}
