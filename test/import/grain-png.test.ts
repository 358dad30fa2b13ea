import { describe, expect, it } from 'vitest';
import { LoopsmithError } from '../../src/errors.js';
import { grainPng } from '../../src/import/grain-png.js';
import { expectClose } from '../expect-close.js';
import { encode } from './writers/scene.js';
import { writePng, writeRawPng } from './writers/write-png.js';

const degree = Math.PI / 180;

/** Left half grain a, right half grain b. */
const halves = (a: readonly number[], b: readonly number[]) => ({
  width: 6,
  height: 4,
  pixel: (x: number) => (x < 3 ? a : b),
});

const read = (bytes: Uint8Array, table: string) =>
  grainPng.read(bytes, { where: 'a.png', cells: 6, angles: { bytes: encode(table), where: 'a.csv' } });

/** Angles in degrees of the leftmost and the rightmost pixel. */
const ends = (bytes: Uint8Array, table: string) => {
  const { ids, angles, columns } = read(bytes, table);
  return [angles[ids[0]] / degree, angles[ids[columns - 1]] / degree];
};

describe('a grain picture', () => {
  it('says grains by grey values of 8 and of 16 bits', () => {
    expectClose(ends(writePng(halves([7], [200]), 'grey', 8), 'grain,angle_deg\n200,-30\n7,12.5'), [12.5, -30], {
      atol: 1e-12,
    });
    expectClose(ends(writePng(halves([7], [51966]), 'grey', 16), 'grain,angle_deg\n51966,-30\n7,12'), [12, -30], {
      atol: 1e-12,
    });
  });

  it('says grains by colours, as three columns or as #rrggbb, of 8 and of 16 bits', () => {
    const [red, blue] = [
      [255, 1, 2],
      [0, 16, 255],
    ];
    const eight = writePng(halves(red, blue), 'rgb', 8);
    expectClose(ends(eight, 'r,g,b,angle_deg\n255,1,2,5\n0,16,255,6'), [5, 6], { atol: 1e-12 });
    expectClose(ends(eight, 'colour;angle_deg\n#ff0102;5\n#0010FF;6'), [5, 6], { atol: 1e-12 });
    const sixteen = writePng(halves([65535, 1, 2], [0, 4096, 65535]), 'rgb', 16);
    expectClose(ends(sixteen, 'red,green,blue,angle_deg\n65535,1,2,5\n0,4096,65535,6'), [5, 6], { atol: 1e-12 });
    expectClose(ends(sixteen, 'color,angle_deg\n#ffff00010002,5\n#00001000ffff,6'), [5, 6], { atol: 1e-12 });
  });

  it('saved as colours though all are grey takes numbers', () => {
    expectClose(ends(writePng(halves([7, 7, 7], [9, 9, 9]), 'rgb', 8), 'grain,angle_deg\n7,1\n9,2'), [1, 2], {
      atol: 1e-12,
    });
  });

  it('with a palette says grains by index or by colour', () => {
    const palette = [10, 20, 30, 40, 50, 60];
    const bytes = writeRawPng({ ...halves([0], [1]), depth: 1, colorType: 3, palette });
    expectClose(ends(bytes, 'index,angle_deg\n0,1\n1,2'), [1, 2], { atol: 1e-12 });
    expectClose(ends(bytes, 'r,g,b,angle_deg\n10,20,30,3\n40,50,60,4'), [3, 4], { atol: 1e-12 });
  });

  it('has its last row at the bottom', () => {
    const bytes = writePng({ width: 1, height: 3, pixel: (_x, y) => [y] }, 'grey', 8);
    const { ids, angles } = read(bytes, 'grain,angle_deg\n0,1\n1,2\n2,3');
    expectClose(
      Array.from(ids, (id) => angles[id] / degree),
      [3, 2, 1],
      { atol: 1e-12 },
    );
  });

  it('leaves pixels without an angle and transparent ones to be filled, and counts them', () => {
    const bytes = writePng({ width: 3, height: 1, pixel: (x) => [x, x, x, x === 1 ? 0 : 255] }, 'rgba', 8);
    const { ids, gaps } = read(bytes, 'grain,angle_deg\n0,1\n2,');
    expect([...ids]).toEqual([0, -1, -1]);
    expect(gaps).toEqual([{ points: 2, why: 'without an angle in the table, or transparent' }]);
  });

  it('notes grains of the table that it does not have', () => {
    expect(read(writePng(halves([0], [1]), 'grey', 8), 'grain,angle_deg\n0,1\n1,2\n5,3\n6,3').notes).toEqual([
      '2 of 4 grains in a.csv are not in the picture',
    ]);
  });

  it('with grains that the table does not have is refused: which, how much of it, where', () => {
    const bytes = writePng(
      { width: 4, height: 4, pixel: (x, y) => [y === 2 && x > 1 ? 17 : y === 3 ? 18 : 0] },
      'grey',
      8,
    );
    expect(() => read(bytes, 'grain,angle_deg\n0,1')).toThrow(LoopsmithError);
    expect(() => read(bytes, 'grain,angle_deg\n0,1')).toThrow(
      /^a\.csv: no angle for grain 17 of a\.png \(2 pixels, the first at column 3, row 3\) and for 1 others$/,
    );
  });

  it('with colours and a table of numbers is refused', () => {
    expect(() => read(writePng(halves([1, 1, 1], [1, 2, 3]), 'rgb', 8), 'grain,angle_deg\n1,1')).toThrow(
      /^a\.csv: expected the colours of a\.png as columns r,g,b or as #rrggbb, got numbers: column 4, row 1 is 1,2,3$/,
    );
  });

  it('without a table is refused, with what to do', () => {
    expect(() => grainPng.read(writePng(halves([0], [1]), 'grey', 8), { where: 'a.png', cells: 6 })).toThrow(
      /^a\.png: .* add --angles FILE\.csv/,
    );
  });
});

describe('a table of angles', () => {
  const picture = writePng(halves([1], [2]), 'grey', 8);

  it.each([
    'grain,angle_deg\n1,45\n2,-10',
    'Grain ID,Angle (deg)\n1,45\n2,-10\n',
    '\ufeff"id";"easyAxisAngle [rad]"\r\n1;0,7853981633974483\r\n2;-0,17453292519943295\r\n',
    'angle_rad\tname\tlabel\n0.7853981633974483\tx\t1\n-0.17453292519943295\ty\t2.0',
    '# made by hand\n\ngrain_id,theta_deg,note\n1,45,first\n\n2,-10,',
    'cell,angle \u00b0\n1,4.5e1\n2,-10',
    'grain,grain_boundary_angle_deg,easy_axis_angle_deg\n1,15,45\n2,15,-10',
    'grain,triangle_deg,rotation_angle_deg\n1,15,45\n2,15,-10',
  ])('may be written as %j', (table) => {
    expectClose(ends(picture, table), [45, -10], { atol: 1e-9 });
  });

  it.each([
    ['', /^a\.csv: expected a table with a header such as "grain,angle_deg", got an empty file$/],
    ['grain\n1', /^a\.csv:1: header: expected a column angle_deg or angle_rad, got "grain"$/],
    [
      'grain,angle\n1,2',
      /^a\.csv:1: header: expected the unit of the angle, as in angle_deg or angle_rad, got "angle"$/,
    ],
    ['grain,angle_deg\n1,10,5', /^a\.csv:2: expected 2 cells as in the header, got 3: where commas are decimal/],
    ['name,angle_deg\n1,2', /^a\.csv:1: header: expected a column grain, or r, g, b, got "name,angle_deg"$/],
    [
      'grain,angle_deg,theta_deg\n1,2,3',
      /^a\.csv:1: header: expected one column angle_deg or angle_rad, got "angle_deg" and "theta_deg"$/,
    ],
    [
      'grain,tilt_angle_deg,c_angle_deg\n1,2,3',
      /^a\.csv:1: header: expected one column angle_deg or angle_rad, got "tilt_angle_deg" and "c_angle_deg"$/,
    ],
    ['grain,angle_deg', /^a\.csv: expected a line per grain below the header, got none$/],
    ['grain,angle_deg\n1,2\n1,3', /^a\.csv:3: grain: expected each grain once, got "1" again$/],
    ['grain,angle_deg\n1,NaN', /^a\.csv:2: angle: expected an angle from -360 to 360 degrees, got "NaN"$/],
    ['grain,angle_deg\n1,400', /^a\.csv:2: angle: expected an angle from -360 to 360 degrees, got "400"$/],
    ['grain,angle_rad\n1,45', /^a\.csv:2: angle: expected an angle from -360 to 360 degrees, got "45"$/],
    ['grain,angle_deg\n-1,4', /^a\.csv:2: grain: expected a whole number from 0, or a colour #rrggbb, got "-1"$/],
    ['grain,angle_deg\n1.5,4', /^a\.csv:2: grain: expected a whole number/],
    ['grain,angle_deg\n#12,4', /^a\.csv:2: grain: expected a whole number .* got "#12"$/],
    ['grain,angle_deg\n1,4\n#112233,4', /^a\.csv:3: grain: expected a number as before, got "#112233"$/],
    ['r,g,b,angle_deg\n1,2,70000,4', /^a\.csv:2: r, g, b: expected a whole number/],
    ['r,g,b,angle_deg\n1,2', /^a\.csv:2: r, g, b: expected a whole number .* got ""$/],
  ])('that says %j is refused in one line', (table, message) => {
    expect(() => read(picture, table)).toThrow(LoopsmithError);
    expect(() => read(picture, table)).toThrow(message);
  });
});
