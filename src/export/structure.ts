// The structure as loopsmith/structure@1, the file that every command reads.
import { formatStructure } from '../structure/structure-json.js';
import type { StructureFormat } from './format.js';

export const structureFormat: StructureFormat = {
  name: 'structure',
  summary: 'seeds and easy-axis angles of the grains (JSON, loopsmith/structure@1)',
  scope: 'structure',
  curve: 'unused',
  write: ({ structure }) => [{ path: 'structure.json', content: formatStructure(structure) }],
};
