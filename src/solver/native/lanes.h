// As many f32 side by side as the processor computes at once, and complex numbers of them.
#pragma once
#include <algorithm>
#include <cstring>
#include <utility>

#if defined(__AVX512F__)
constexpr int lanes = 16;
#elif defined(__AVX__)
constexpr int lanes = 8;
#else
constexpr int lanes = 4;
#endif

typedef float Lanes __attribute__((vector_size(4 * lanes)));
typedef int LaneIndices __attribute__((vector_size(4 * lanes)));

/** Four f32, the width of a block of cells, at any address. */
typedef float Four __attribute__((vector_size(16), aligned(4)));
typedef int FourIndices __attribute__((vector_size(16)));

inline Four& four(float* at) { return *reinterpret_cast<Four*>(at); }
inline const Four& four(const float* at) { return *reinterpret_cast<const Four*>(at); }
inline Four larger(Four a, Four b) { return a > b ? a : b; }

/** As many f32 as V holds, at any address. */
template <class V>
inline V load(const float* at) {
  V value;
  std::memcpy(&value, at, sizeof(V));
  return value;
}

template <class V>
inline void store(float* at, V value) {
  std::memcpy(at, &value, sizeof(V));
}

inline float sumOf(float value) { return value; }

template <class V>
inline float sumOf(V values) {
  float sum = 0;
  for (unsigned i = 0; i < sizeof(V) / 4; i++) sum += values[i];
  return sum;
}

inline float largestOf(float value) { return value; }

template <class V>
inline float largestOf(V values) {
  float most = values[0];
  for (unsigned i = 1; i < sizeof(V) / 4; i++) most = std::max<float>(most, values[i]);
  return most;
}

/** What is summed or compared over cells that come all lanes at once or fewer. */
struct Total {
  Lanes whole = {};
  float rest = 0;

  template <class V>
  void add(V values) {
    if constexpr (sizeof(V) == sizeof(Lanes)) whole += values;
    else rest += sumOf(values);
  }
  float value() const { return rest + sumOf(whole); }
};

/** Of numbers that are not negative. */
struct Largest {
  Lanes whole = {};
  float rest = 0;

  template <class V>
  void add(V values) {
    if constexpr (sizeof(V) == sizeof(Lanes)) whole = values > whole ? values : whole;
    else rest = std::max(rest, largestOf(values));
  }
  float value() const { return std::max(rest, largestOf(whole)); }
};

struct Complex {
  Lanes re, im;
};

inline Complex operator+(Complex a, Complex b) { return {a.re + b.re, a.im + b.im}; }
inline Complex operator-(Complex a, Complex b) { return {a.re - b.re, a.im - b.im}; }
inline Complex operator*(float s, Complex a) { return {s * a.re, s * a.im}; }
inline Complex timesMinusI(Complex a) { return {a.im, -a.re}; }
/** Real and imaginary part exchanged: a forward transform between two exchanges is the inverse transform. */
inline Complex swapped(Complex a) { return {a.im, a.re}; }

/** body(0), body(1), ... with indices that the compiler knows: what is indexed by them stays in registers. */
template <int count, class Body>
inline void unrolled(Body body) {
  [&]<int... i>(std::integer_sequence<int, i...>) { (body(std::integral_constant<int, i>()), ...); }(std::make_integer_sequence<int, count>());
}

/** Exchanges the blocks of `width` lanes off the diagonal of two rows. */
template <int width>
inline void exchange(Lanes& a, Lanes& b) {
  LaneIndices toA, toB;
  for (int i = 0; i < lanes; i++) {
    toA[i] = i & width ? lanes + i - width : i;
    toB[i] = i & width ? lanes + i : i + width;
  }
  const Lanes first = __builtin_shuffle(a, b, toA);
  b = __builtin_shuffle(a, b, toB);
  a = first;
}

/** A square of lanes x lanes numbers transposed in place, by blocks of half the width each time. */
template <int width = lanes / 2>
inline void transpose(Lanes (&rows)[lanes]) {
  unrolled<lanes>([&](auto i) {
    if constexpr ((i & width) == 0) exchange<width>(rows[i], rows[i + width]);
  });
  if constexpr (width > 1) transpose<width / 2>(rows);
}
