// Figures for paper: a width in metres, user units of one point (1/72 inch), and the font size that journals ask for.

/** Points in a metre. */
const points = 72 / 0.0254;

/** Column of a two-column journal, in m. */
export const columnWidth = 0.085;

export interface PaperSize {
  /** In points. */
  width: number;
  em: number;
  /** In m. */
  printWidth: number;
}

/** @param printWidth in m */
export const onPaper = (printWidth: number = columnWidth): PaperSize => ({
  width: printWidth * points,
  em: 7.5,
  printWidth,
});
