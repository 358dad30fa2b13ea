#pragma once
/** The values of a Float64Array, for as long as a call lasts. */
struct Spectrum {
  const double* values;
  double operator[](int i) const { return values[i]; }
};
