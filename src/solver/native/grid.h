// Geometry shared by all operations, as in src/solver/kernel/grid.ts: a plane holds one f32 per cell, rows `pitch` apart, with spare
// rows above and below and spare cells at both ends of a row, so that a neighbour can always be read. Pointers name the first cell of a
// plane. Operations visit the cells in runs, which end with the sample: spare cells keep the zero (or the length one) they began with.
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "lanes.h"

/** Cells `start` to `end` of a plane, all in row y. */
struct Run {
  std::ptrdiff_t start, end, y;
};

struct Grid {
  int nx = 0, ny = 0;
  /** Cells from a row to the next, and from a component of a vector to the next. */
  std::ptrdiff_t pitch = 0, plane = 0;
  /** The runs at work: all rows where the whole sample is, parts of rows where only a region of it is. */
  std::vector<Run> runs;
};

/** A run as the caller writes it: first and end byte in a plane; the rest is room for other kernels. */
struct WrittenRun {
  std::int32_t start, end, room[6];
};

inline void setGrid(Grid& grid, int nx, int ny, int pitchBytes, int planeBytes) {
  grid.nx = nx;
  grid.ny = ny;
  grid.pitch = pitchBytes / 4;
  grid.plane = planeBytes / 4;
}

inline void setRuns(Grid& grid, const WrittenRun* written, int count) {
  grid.runs.clear();
  for (const WrittenRun* run = written; run < written + count; run++) {
    const std::ptrdiff_t start = run->start / 4, y = start / grid.pitch;
    grid.runs.push_back({start, std::min<std::ptrdiff_t>(run->end / 4, y * grid.pitch + grid.nx), y});
  }
}

/**
 * body<V>(i) for the cells of a run, as many from cell i on as V holds. For loops with more planes than the processor has registers to
 * name them: what the compiler makes of such a loop over single cells is half as fast.
 */
template <class Body>
inline void inRun(const Run& run, Body body) {
  typedef float Eight __attribute__((vector_size(32)));
  auto i = run.start;
  for (; i <= run.end - lanes; i += lanes) body.template operator()<Lanes>(i);
  if constexpr (lanes > 8)
    for (; i <= run.end - 8; i += 8) body.template operator()<Eight>(i); // the width of a tile
  for (; i < run.end; i++) body.template operator()<float>(i);
}
