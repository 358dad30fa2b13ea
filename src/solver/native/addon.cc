// The native kernel as a Node-API module: `new Kernel(memory)`, with the functions of src/solver/kernel/index.ts as its methods. All state
// is in the instance, so that worker threads do not meet. The memory is an ArrayBuffer that grows in place: its address stays.
#include "bind.h"
#include "blocks.h"
#include "convolution.h"
#include "extrapolate.h"
#include "free.h"
#include "planar.h"
#include "tangent.h"

struct Kernel {
  char* memory;
  std::tuple<Grid, Material, Blocks, Convolution> parts;
};

/** new Kernel(memory): the object holds the memory for as long as it lives. */
static napi_value construct(napi_env env, napi_callback_info info) {
  napi_value memory, self;
  std::size_t count = 1;
  void* data;
  check(napi_get_cb_info(env, info, &count, &memory, &self, nullptr));
  check(napi_get_arraybuffer_info(env, memory, &data, nullptr));
  const auto finalize = [](napi_env, void* kernel, void*) { delete static_cast<Kernel*>(kernel); };
  check(napi_wrap(env, self, new Kernel{static_cast<char*>(data), {}}, finalize, nullptr, nullptr));
  check(napi_set_named_property(env, self, "memory", memory));
  return self;
}

#define METHOD(name) {#name, nullptr, method<Kernel, name>, nullptr, nullptr, nullptr, napi_default_method, nullptr}

NAPI_MODULE_INIT() {
  const napi_property_descriptor methods[] = {
      METHOD(setGrid),       METHOD(setRuns),     METHOD(setMaterial),    METHOD(setSpectrum),  METHOD(setBlocks),
      METHOD(demagField),    METHOD(dot),         METHOD(planarGradient), METHOD(freeGradient), METHOD(gatherChange),
      METHOD(planarHessian), METHOD(freeHessian), METHOD(planarTurn),     METHOD(freeTurn),     METHOD(spreadField),
      METHOD(freeProject),   METHOD(extrapolate), METHOD(begin),          METHOD(descend),      METHOD(advance),
      METHOD(combine),       METHOD(longest),     METHOD(longestInTiles), METHOD(shorten),
      METHOD(refineField),
  };
  napi_value kernel, count;
  check(napi_define_class(env, "Kernel", NAPI_AUTO_LENGTH, construct, nullptr, std::size(methods), methods, &kernel));
  check(napi_set_named_property(env, exports, "Kernel", kernel));
  check(napi_create_int32(env, lanes, &count));
  check(napi_set_named_property(env, exports, "lanes", count));
  return exports;
}
