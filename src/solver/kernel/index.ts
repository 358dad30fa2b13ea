export { demagField, setDemag } from './demag';
export { extrapolate } from './extrapolate';
export { freeGradient, freeHessian, freeProject, freeTurn } from './free';
export { setGrid } from './grid';
export { setMaterial } from './material';
export { planarGradient, planarHessian, planarTurn } from './planar';
export { combine, descend, dot, longest, shorten } from './tangent';
