import { describe, expect, it } from 'vitest';
import { formatCurve, parseCurve } from '../../src/curve/curve-csv.js';
import { LoopsmithError } from '../../src/errors.js';
import { expectClose } from '../expect-close.js';

const material = { mu0SaturationMagnetization: 1.61, exchangeStiffness: 8e-12, anisotropyConstant: 4.2e6 };
const curve = {
  appliedField: Float64Array.from({ length: 201 }, (_, i) => 1 - 0.01 * i),
  magnetization: Float64Array.from({ length: 201 }, (_, i) => Math.tanh(3 - i / 33)),
};

describe('curve CSV', () => {
  it('has its units in the header, and fields and polarization in tesla', () => {
    const lines = formatCurve(curve, { material }).split('\n');
    expect(lines[0]).toBe('appliedField_HA,mu0_appliedField_T,magnetization_Ms,polarization_T');
    expectClose(lines[1].split(',').map(Number), [1, 6.556367277, Math.tanh(3), 1.61 * Math.tanh(3)], { rtol: 1e-9 });
    expect(lines[101].split(',').slice(0, 2)).toEqual(['0', '0']);
  });

  it('comes back to ten digits after writing', () => {
    const back = parseCurve(formatCurve(curve, { material }), 'curve.csv');
    expectClose(back.appliedField, curve.appliedField, { rtol: 1e-9, atol: 1e-14 });
    expectClose(back.magnetization, curve.magnetization, { rtol: 1e-9 });
  });

  it('needs only field and magnetization, in any order, and reads Windows lines', () => {
    const { appliedField, magnetization } = parseCurve(
      'magnetization_Ms,note,appliedField_HA\r\n1,a,1\r\n.5,b,0\r\n',
      'x',
    );
    expect([...appliedField, ...magnetization]).toEqual([1, 0, 1, 0.5]);
  });

  const header = 'appliedField_HA,magnetization_Ms\n';
  it.each([
    ['', /^c\.csv:1: expected a column appliedField_HA in the header, got ""$/],
    ['H,M\n1,1\n', /^c\.csv:1: expected a column appliedField_HA in the header, got "H,M"$/],
    ['appliedField_HA\n1\n', /^c\.csv:1: expected a column magnetization_Ms/],
    [`${header}1,1\n0.9\n`, /^c\.csv:3: magnetization_Ms: expected a finite number, got ""$/],
    [`${header}1,1\n0.9,NaN\n`, /^c\.csv:3: magnetization_Ms: expected a finite number, got "NaN"$/],
    [`${header}x,1\n`, /^c\.csv:2: appliedField_HA: expected a finite number, got "x"$/],
    [`${header}0,1\n0.1,1\n`, /^c\.csv:3: appliedField_HA: expected a field below the 0 before it, got 0\.1$/],
    [`${header}0,1\n`, /^c\.csv: expected at least 2 field steps, got 1$/],
  ])('that is malformed is refused in one line that names the line: %j', (text, message) => {
    expect(() => parseCurve(text, 'c.csv')).toThrow(LoopsmithError);
    expect(() => parseCurve(text, 'c.csv')).toThrow(message);
  });
});
