// Functions of C++ as methods of a JavaScript object, by their signatures alone. Parameters that are references are parts of the instance
// that the object wraps; all others come from JavaScript: pointers as byte offsets into the instance's memory, spectra as Float64Arrays,
// numbers as numbers. Checked at the public door of the solver, not here.
#pragma once
#include <node_api.h>

#include <cstdint>
#include <tuple>
#include <type_traits>

#include "spectra.h"

/** Calls of Node-API fail only where the solver calls with what its types forbid. */
inline void check(napi_status status) {
  if (status != napi_ok) napi_fatal_error("native kernel", NAPI_AUTO_LENGTH, "Node-API refused a call", NAPI_AUTO_LENGTH);
}

/** The arguments of one call, one after the other. */
template <class Instance>
struct Arguments {
  napi_env env;
  const napi_value* values;
  Instance& instance;

  template <class T>
  T next() {
    if constexpr (std::is_reference_v<T>) {
      return std::get<std::remove_cvref_t<T>>(instance.parts);
    } else if constexpr (std::is_same_v<T, Spectrum>) {
      void* data;
      check(napi_get_typedarray_info(env, *values++, nullptr, nullptr, &data, nullptr, nullptr));
      return {static_cast<const double*>(data)};
    } else {
      double number;
      check(napi_get_value_double(env, *values++, &number));
      if constexpr (std::is_pointer_v<T>) return reinterpret_cast<T>(instance.memory + static_cast<std::int64_t>(number));
      else return static_cast<T>(number);
    }
  }
};

template <class Instance, class R, class... Args>
napi_value call(Arguments<Instance> arguments, R (*function)(Args...)) {
  const std::tuple<Args...> values{arguments.template next<Args>()...};  // braces: first to last
  if constexpr (std::is_void_v<R>) {
    std::apply(function, values);
    return nullptr;
  } else {
    napi_value result;
    check(napi_create_double(arguments.env, std::apply(function, values), &result));
    return result;
  }
}

/** `function` as Node calls it. */
template <class Instance, auto function>
napi_value method(napi_env env, napi_callback_info info) {
  napi_value values[16], self;
  std::size_t count = 16;
  check(napi_get_cb_info(env, info, &count, values, &self, nullptr));
  void* instance;
  if (napi_unwrap(env, self, &instance) == napi_ok) return call<Instance>({env, values, *static_cast<Instance*>(instance)}, function);
  napi_throw_type_error(env, nullptr, "native kernel: called on another object");
  return nullptr;
}
