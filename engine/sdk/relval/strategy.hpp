// The one include of a strategy. A strategy is a struct with
//   static constexpr std::array kParams = {relval::number(...), ...};   (or an empty std::array<relval::Param, 0>)
//   void setup(relval::Setup&);
// and either a band rule set in setup(), or
//   struct State { ... };                                   trivially copyable, owned by the engine
//   void decide(const relval::Today&, State&, relval::Targets&) const;
// RELVAL_STRATEGY(name, Type, "version", "one line on what it trades") makes it a plugin.
#pragma once

#include <array>
#include <new>
#include <type_traits>

#include "relval/abi.h"
#include "relval/gate.hpp"
#include "relval/param.hpp"
#include "relval/setup.hpp"
#include "relval/today.hpp"
#include "relval/types.hpp"

namespace relval::gate {

template <class T> concept Decides = requires { typename T::State; };

template <class T> struct Thunks {
  static void* create(relval_error* error) noexcept {
    T* made = nullptr;
    guarded(error, [&] { made = new T(); });
    return made;
  }
  static void destroy(void* self) noexcept { delete static_cast<T*>(self); }
  static std::int32_t setup(void* self, const relval_host* host, relval_error* error) noexcept {
    return guarded(error, [&] {
      Setup s(host);
      static_cast<T*>(self)->setup(s);
    });
  }
  static std::int32_t init_state(void* state, relval_error* error) noexcept {
    return guarded(error, [&] {
      if constexpr (Decides<T>) new (state) typename T::State{};
      else (void)state;
    });
  }
  static std::int32_t decide(const void* self, const relval_today* today, void* state, relval_targets* targets,
                             relval_error* error) noexcept {
    return guarded(error, [&] {
      if constexpr (Decides<T>) {
        Targets t(targets);
        static_cast<const T*>(self)->decide(Today(today), *static_cast<typename T::State*>(state), t);
      } else {
        (void)self, (void)today, (void)state, (void)targets;
      }
    });
  }
};

template <class T>
relval_plugin describe(const char* name, const char* version, const char* summary, const char* build) {
  relval_plugin p{};
  p.magic = RELVAL_MAGIC;
  p.abi = RELVAL_ABI;
  p.struct_size = sizeof(relval_plugin);
  p.name = name;
  p.version = version;
  p.summary = summary;
  p.build = build;
  p.params = T::kParams.data();
  p.param_count = static_cast<std::int64_t>(T::kParams.size());
  p.create = &Thunks<T>::create;
  p.destroy = &Thunks<T>::destroy;
  p.setup = &Thunks<T>::setup;
  p.init_state = &Thunks<T>::init_state;
  if constexpr (Decides<T>) {
    static_assert(std::is_trivially_copyable_v<typename T::State>,
                  "State must be trivially copyable: the engine owns it");
    p.state_size = sizeof(typename T::State);
    p.state_align = alignof(typename T::State);
    p.decide = &Thunks<T>::decide;
  }
  return p;
}

}  // namespace relval::gate

#if defined(__clang__)
#define RELVAL_COMPILER "clang " __clang_version__
#else
#define RELVAL_COMPILER "gcc " __VERSION__
#endif

// Built-in strategies are compiled with RELVAL_BUILT_IN and get a symbol of their own; a plugin exports
// relval_strategy.
#ifdef RELVAL_BUILT_IN
#define RELVAL_SYMBOL(name) relval_strategy_##name
#define RELVAL_EXPORT
#else
#define RELVAL_SYMBOL(name) relval_strategy
#define RELVAL_EXPORT __attribute__((visibility("default")))
#endif

#define RELVAL_STRATEGY(name, Type, version, summary)                                                        \
  extern "C" RELVAL_EXPORT const relval_plugin* RELVAL_SYMBOL(name)(void) {                                  \
    static const relval_plugin plugin = ::relval::gate::describe<Type>(#name, version, summary, RELVAL_COMPILER); \
    return &plugin;                                                                                          \
  }
