// How lines and screens say numbers and durations.

/** A reduced value with three decimals; a dash where it is not known, "none" where an anchor is not reached. */
export const reduced = (value: number | null | undefined): string =>
  value === undefined ? '-' : value === null ? 'none' : value.toFixed(3);

/** An energy product in kJ/m3, given in J/m3: one decimal, more digits where it is small. */
export function kilojoules(value: number): string {
  const scaled = value / 1e3;
  return Math.abs(scaled) >= 10 || scaled === 0 ? scaled.toFixed(1) : scaled.toPrecision(3);
}

/** A loss in a few characters. */
export const loss = (value: number | null | undefined): string => {
  if (value === null || value === undefined || !Number.isFinite(value)) return '-';
  return value !== 0 && value < 1e-3 ? value.toExponential(1) : value.toPrecision(3);
};

/** "8 s", "3 min 05 s", "2 h 10 min". */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${String(whole % 60).padStart(2, '0')} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
