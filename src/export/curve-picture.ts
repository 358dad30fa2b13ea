// The demagnetization curve as a picture, vector and pixels.
import { curveSvg } from '../plot/curve-svg.js';
import { pngLacks, svgPng } from '../plot/svg-png.js';
import type { ExportSubject, StructureFormat } from './format.js';
import { solvedCurve } from './solved-curve.js';

const picture = (subject: ExportSubject): string => {
  const { name: label, anchors, physics, facts } = subject;
  const predicted = facts?.predicted ?? undefined;
  return curveSvg([{ curve: solvedCurve(subject), label, anchors, predicted }], { material: physics.material });
};

export const curveSvgFormat: StructureFormat = {
  name: 'curve-svg',
  summary: 'picture of the demagnetization curve (SVG)',
  scope: 'structure',
  curve: 'needed',
  write: (subject) => [{ path: 'curve.svg', content: picture(subject) }],
};

export const curvePngFormat: StructureFormat = {
  name: 'curve-png',
  summary: 'picture of the demagnetization curve (PNG, 300 dots per inch)',
  scope: 'structure',
  curve: 'needed',
  lacks: pngLacks,
  write: async (subject) => [{ path: 'curve.png', content: await svgPng(picture(subject)) }],
};
