// Exchange bonds: `bondX` of a cell is the coupling to its right neighbour, `bondY` to the one above; 0 across the surface,
// which is the Neumann condition, and 0 in the spare cells, so that what they hold never matters.
#pragma once
#include "grid.h"

struct Material {
  const float *bondX = nullptr, *bondY = nullptr;
  /** Easy axes. */
  const float *kx = nullptr, *ky = nullptr;
  /** Exchange with one neighbour. */
  float coupling = 0;
  /** Half of Ms / HA: the demagnetizing field of a cell in itself is -selfDemag m, in the plane. */
  float selfDemag = 0;
};

inline void setMaterial(Material& material, const Grid& grid, float* bondX, float* bondY, const float* kx, const float* ky,
                        float coupling, float demag) {
  for (int y = 0; y < grid.ny; y++) {
    for (int x = 0; x < grid.nx; x++) {
      bondX[y * grid.pitch + x] = x < grid.nx - 1 ? coupling : 0;
      bondY[y * grid.pitch + x] = y < grid.ny - 1 ? coupling : 0;
    }
  }
  material = {bondX, bondY, kx, ky, coupling, 0.5f * demag};
}
