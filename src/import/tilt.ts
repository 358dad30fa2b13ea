// Easy axes that leave the plane: a structure keeps only their direction in it.
import { degree } from './axis.js';

/** Mean, weighted by cells, and largest angle between the easy axes and the plane, in rad. @param ids grain of each cell @param tilts of each grain */
export function tiltOf(ids: Int32Array, tilts?: Float64Array): { mean: number; largest: number } | null {
  if (!tilts) return null;
  let sum = 0;
  let largest = 0;
  for (const grain of ids) {
    sum += tilts[grain];
    if (tilts[grain] > largest) largest = tilts[grain];
  }
  return { mean: sum / ids.length, largest };
}

/** Beyond this an easy axis shows more of its end than of its side. */
const steep = 45 * degree;
/** Beyond this its direction in the plane is that of an error of measurement. */
const upright = 89 * degree;

/** How many grains stand out of the plane. */
export function steepNotes(ids: Int32Array, tilts?: Float64Array): string[] {
  if (!tilts) return [];
  const present = [...new Set(ids)];
  const beyond = (angle: number) => present.filter((grain) => tilts[grain] > angle).length;
  const [count, along] = [beyond(steep), beyond(upright)];
  if (count === 0) return [];
  const grains = count === 1 ? '1 grain has its' : `${count} grains have their`;
  const end = along === 0 ? '' : `; of ${along} it is along z, and its direction there means nothing`;
  return [
    `${grains} easy axis more than 45 degrees out of the plane: in the structure it lies in the plane all the same${end}`,
  ];
}
