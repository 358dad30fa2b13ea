export { gatherChange, refineField, setBlocks, spreadField } from './blocks';
export { demagField, setDemag } from './demag';
export { extrapolate } from './extrapolate';
export { freeGradient, freeHessian, freeProject, freeTurn } from './free';
export { setGrid, setRuns } from './grid';
export { setMaterial } from './material';
export { planarGradient, planarHessian, planarTurn } from './planar';
export { advance, begin, combine, descend, dot, longest, longestInTiles, shorten } from './tangent';
