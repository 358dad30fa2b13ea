// The library: returns values and emits events; never prints, never exits.
export { loadObjective, objectiveFromTargets } from './config/objective.js';
export { loadPhysics, withMaterial } from './config/physics.js';
export { loadPreset, type Preset } from './config/preset.js';
export { savePhysics } from './config/save-physics.js';
export { parseQuantity } from './config/units.js';
export { anchorPoints } from './curve/anchors.js';
export type { DemagnetizationCurve } from './curve/curve.js';
export { formatCurve, parseCurve } from './curve/curve-csv.js';
export { energyProduct } from './curve/energy-product.js';
export { squareness } from './curve/squareness.js';
export type { DatasetCard } from './dataset/card.js';
export { type Generated, type GenerateOptions, generateDataset } from './dataset/generate.js';
export { type DatasetInfo, datasetInfo } from './dataset/info.js';
export { type Dataset, loadDataset } from './dataset/load.js';
export { type MergeOptions, mergeDataset } from './dataset/merge.js';
export type { SolvedCandidate } from './design/candidate.js';
export { type DesignOptions, type DesignResult, design } from './design/design.js';
export { createOrderBook, type OrderBook } from './design/orders.js';
export { createRunRecorder, type RecorderOptions, type RunRecorder } from './design/run-recorder.js';
export { LoopsmithError } from './errors.js';
export type { Emit, Order, RunEvent } from './events.js';
export type { ExportFile, ExportFormat, ExportSubject } from './export/format.js';
export { exportFormats, findFormat } from './export/formats.js';
export { type Imported, type ImportOptions, type ImportReport, importStructure } from './import/import-structure.js';
export { type Backend, type BackendRequest, startBackend } from './model/backend.js';
export { loadModel, type Model } from './model/model.js';
export type { ModelCard } from './model/model-card.js';
export type { Material, Physics } from './physics.js';
export { curveSvg } from './plot/curve-svg.js';
export { imagePng } from './plot/image-png.js';
export { type MorphStep, morphSvg } from './plot/morph-svg.js';
export { onPaper, type PaperSize } from './plot/paper.js';
export { samplesSvg } from './plot/samples-svg.js';
export { scatterGridSvg, scatterSvg } from './plot/scatter-svg.js';
export { structureSvg } from './plot/structure-svg.js';
export { svgPng } from './plot/svg-png.js';
export type { Pool } from './pool/pool.js';
export { createThreadPool } from './pool/thread-pool.js';
export {
  type AnchorName,
  type AnchorPoints,
  anchorNames,
  type Quantity,
  type QuantityName,
  quantities,
} from './quantities.js';
export { createRandom, type Random } from './random.js';
export { type ReportHtml, reportHtml } from './report/report-html.js';
export { createObjective, type Objective } from './search/objective.js';
export type { ObjectiveSpec } from './search/objective-spec.js';
export {
  type Demagnetized,
  type DemagnetizeOptions,
  demagnetize,
  type FieldStep,
  type SavedState,
} from './solver/demagnetize.js';
export { demagnetizingFactorOf } from './solver/demagnetizing-factor.js';
export { type SweepOptions, sweep } from './solver/sweep.js';
export { readRun, type StoredRun } from './store/read-run.js';
export { listRuns, type RunSummary } from './store/run-list.js';
export { openRun, type Run } from './store/run-store.js';
export { foldAngle, toImage } from './structure/easy-axis-image.js';
export { createGrains, drawStructure } from './structure/grains.js';
export { easyAxisField, rasterize } from './structure/raster.js';
export { type RealisedImage, type RealiseOptions, realise } from './structure/realise.js';
export { grainCount, type Structure, structureSchema } from './structure/structure.js';
export { formatStructure, parseStructure } from './structure/structure-json.js';
export { type EvaluateOptions, type Evaluation, evaluateModel } from './train/evaluate-model.js';
export { type TrainReaderOptions, trainReaderFolder } from './train/train-reader.js';
export { type TrainedModel, type TrainRegressorOptions, trainRegressorModel } from './train/train-regressor.js';
export { type TrainVaeOptions, trainVaeFolder } from './train/train-vae.js';
export type { VaeCard } from './train/vae-folder.js';
export { version } from './version.js';
