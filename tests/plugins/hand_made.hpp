// A descriptor written by hand, as a plugin without the SDK's macro would: each bad plugin changes one thing in it.
#pragma once

#include <relval/abi.h>

#include <cstring>

namespace hand_made {

inline void* create(relval_error*) {
  static int object;
  return &object;
}
inline void destroy(void*) {}
inline int32_t setup(void*, const relval_host*, relval_error*) { return 0; }
inline int32_t init_state(void*, relval_error*) { return 0; }
inline int32_t decide(const void*, const relval_today*, void*, relval_targets*, relval_error*) { return 0; }

inline int32_t refuse(relval_error* error, const char* text) {
  std::strncpy(error->text, text, sizeof(error->text) - 1);
  return 1;
}

inline relval_plugin descriptor(const char* name) {
  relval_plugin p{};
  p.magic = RELVAL_MAGIC;
  p.abi = RELVAL_ABI;
  p.struct_size = sizeof(relval_plugin);
  p.name = name;
  p.version = "1";
  p.summary = "a plugin of the tests";
  p.build = "by hand";
  p.create = create;
  p.destroy = destroy;
  p.setup = setup;
  p.init_state = init_state;
  p.decide = decide;
  return p;
}

}  // namespace hand_made

#define HAND_MADE extern "C" __attribute__((visibility("default"))) const relval_plugin* relval_strategy(void)
