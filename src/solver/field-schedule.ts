// Which field of a sweep comes next. Fields are counted in units, `perStep` units to a field step: many steps at once where nothing
// jumps, one by one where something does, unit by unit where the magnetization falls.

export interface FieldSchedule {
  /** The field to relax at next, and the last that was; in units since the start. */
  readonly at: number;
  readonly last: number;
  /** More than one field step away from the last: worth taking only if nothing jumps. */
  readonly wide: boolean;
  /** One field step away from the last, which could be taken in units. */
  readonly coarse: boolean;
  readonly finished: boolean;
  /** The field is done; `smooth`: nothing jumped. */
  accept(smooth: boolean): void;
  /** Something jumped on the way: the same way again in field steps, or in units. */
  retreat(to: 'steps' | 'units'): void;
}

/** A stride doubles where nothing jumped, and shrinks by so much where something did. */
const retreatFactor = 4;

export interface FieldScheduleOptions {
  /** Units from start to end. */
  units: number;
  perStep: number;
  /** Field steps that may be taken at once. */
  widest: number;
  /** Units that may not be passed. */
  stops: ReadonlySet<number>;
}

export function createFieldSchedule({ units, perStep, widest, stops }: FieldScheduleOptions): FieldSchedule {
  let at = 0;
  let last = -perStep;
  /** Field steps of the next stride. */
  let reach = 1;
  let fineUntil = -1;

  function stride(): number {
    if (last < fineUntil) return 1;
    const longest = Math.min(reach * perStep, Math.max(1, units - last));
    for (let i = 1; i < longest; i++) if (stops.has(last + i)) return i;
    return longest;
  }

  return {
    get at() {
      return at;
    },
    get last() {
      return last;
    },
    get wide() {
      return at - last > perStep;
    },
    get coarse() {
      return perStep > 1 && last >= 0 && at - last === perStep;
    },
    get finished() {
      return at > units;
    },
    accept(smooth) {
      reach = smooth ? Math.min(widest, 2 * Math.ceil((at - last) / perStep)) : 1;
      last = at;
      at = last + stride();
    },
    retreat(to) {
      reach = Math.max(1, Math.floor((at - last) / perStep / retreatFactor));
      if (to === 'units') fineUntil = at;
      at = last + (to === 'units' ? 1 : stride());
    },
  };
}
