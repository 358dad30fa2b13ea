/** Time left of work that goes on as it went so far, in s; null before anything is done. @param started by performance.now(), in ms */
export const secondsLeft = (started: number, done: number, total: number): number | null =>
  done > 0 ? ((performance.now() - started) / 1000) * (total / done - 1) : null;
