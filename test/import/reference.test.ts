// Structures that were drawn come back from the easy-axis fields that solvers exchange.
import { describe, expect, it } from 'vitest';
import { importStructure } from '../../src/import/import-structure.js';
import { easyAxisField } from '../../src/structure/raster.js';
import { referenceNames, referenceStructure } from '../structure/reference.js';
import { differentCells } from './writers/scene.js';
import { writeOvf } from './writers/write-ovf.js';

describe.each(referenceNames)('%s, written as an OVF field of 160 x 160 cells,', (name) => {
  it('comes back with 99 % of its cells', () => {
    const drawn = referenceStructure(name);
    const { kx, ky } = easyAxisField(drawn);
    const axis = (x: number, y: number) => [kx[y * drawn.cells + x], ky[y * drawn.cells + x], 0] as const;
    const bytes = writeOvf({ columns: drawn.cells, rows: drawn.cells, step: drawn.cellSize, axis });
    const { structure, report } = importStructure(bytes, { where: `${name}.ovf` });
    expect(report.fit.share).toBeGreaterThanOrEqual(0.99);
    expect(differentCells(structure, drawn, drawn.cells)).toBeLessThan(0.01);
    expect(structure.size).toBe(drawn.size);
  });
});
