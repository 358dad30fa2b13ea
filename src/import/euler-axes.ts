// How the axes of the Euler angles lie in the map. A map is shown with x to the right and y down; where the two other axes lie is a
// setting of the microscope that the files do not say. As lines, all settings come down to these four.

export const eulerAxesNames = ['right-up', 'right-down', 'down-right', 'up-right'] as const;

/** Where the x and the y axis of the Euler angles point in the map as it is shown. */
export type EulerAxes = (typeof eulerAxesNames)[number];

/** A direction given in the axes of the Euler angles as (right, up) in the map, up to a sign that both share. */
export const inMap: Readonly<Record<EulerAxes, (x: number, y: number) => [right: number, up: number]>> = {
  'right-up': (x, y) => [x, y],
  'right-down': (x, y) => [x, -y],
  'down-right': (x, y) => [y, -x],
  'up-right': (x, y) => [y, x],
};
