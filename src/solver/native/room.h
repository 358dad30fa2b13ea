#pragma once
#include <cstdlib>
#include <memory>
#include <new>

/** Uninitialized room for a number of vectors, aligned to pages. */
template <class T>
struct Room {
  std::unique_ptr<T, decltype(&std::free)> start{nullptr, &std::free};
  std::size_t count = 0;

  /** What was there is lost where it grows. */
  void reserve(std::size_t wanted) {
    if (wanted <= count) return;
    start.reset(static_cast<T*>(std::aligned_alloc(4096, (wanted * sizeof(T) + 4095) / 4096 * 4096)));
    if (!start) throw std::bad_alloc();
    count = wanted;
  }
  T* get() const { return start.get(); }
};
