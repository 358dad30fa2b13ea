// Every reported quantity once: identifier, symbol, unit and label. Reduced units inside: magnetization in Ms, fields in HA.

/** Identifiers of the six anchor points, in the order in which models and tables list them. */
export const anchorNames = ['m1', 'mr', 'hk90', 'hk80', 'hk70', 'hc'] as const;
export type AnchorName = (typeof anchorNames)[number];

/** One value per anchor point, reduced and positive; null where the curve never crosses that level ("not reached"). */
export type AnchorPoints = Record<AnchorName, number | null>;

/** Of a curve of which nothing is known. */
export const noAnchors: Readonly<AnchorPoints> = { m1: null, mr: null, hk90: null, hk80: null, hk70: null, hc: null };

/** Derived from a curve and its anchor points. */
export const derivedNames = ['energyProduct', 'squareness'] as const;
export type DerivedName = (typeof derivedNames)[number];
export type QuantityName = AnchorName | DerivedName;

export const isDerived = (name: QuantityName): name is DerivedName => derivedNames.some((derived) => derived === name);

export interface Quantity {
  readonly name: QuantityName;
  readonly symbol: string;
  /** 'Ms' magnetization, 'HA' field, 'J/m3' energy product, '1' a ratio. */
  readonly unit: 'Ms' | 'HA' | 'J/m3' | '1';
  readonly label: string;
}

const quantity = (name: QuantityName, symbol: string, unit: Quantity['unit'], label: string): Quantity => ({
  name,
  symbol,
  unit,
  label,
});

export const quantities: Readonly<Record<QuantityName, Quantity>> = {
  m1: quantity('m1', 'M1', 'Ms', 'magnetization at +HA'),
  mr: quantity('mr', 'Mr', 'Ms', 'remanence'),
  hk90: quantity('hk90', 'Hk90', 'HA', 'knee field (M = 0.9 Mr)'),
  hk80: quantity('hk80', 'Hk80', 'HA', 'field at M = 0.8 Mr'),
  hk70: quantity('hk70', 'Hk70', 'HA', 'field at M = 0.7 Mr'),
  hc: quantity('hc', 'Hc', 'HA', 'coercivity'),
  energyProduct: quantity('energyProduct', '(BH)max', 'J/m3', 'maximum energy product'),
  squareness: quantity('squareness', 'Hk90/Hc', '1', 'squareness'),
};
