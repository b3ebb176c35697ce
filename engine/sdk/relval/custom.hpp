// Signals of a strategy's own. One is a struct of doubles, its parameters, with a name, a state and a step:
//
//   struct Rise {               // how far x is above its lowest value, which is forgotten little by little
//     static constexpr const char* kName = "rise";
//     double forget;
//     struct State { double low; bool started; };
//     double step(State& s, std::span<const double> in) const {
//       s.low = s.started ? std::min(in[0], s.low + forget) : in[0];
//       s.started = true;
//       return in[0] - s.low;
//     }
//   };
//   rise_ = setup.custom({gap}, Rise{0.1}, 250);
//
// step() sees one row and what it keeps in State: it cannot look ahead. It is called on every row, NaN inputs too.
#pragma once

#include <concepts>
#include <new>
#include <span>
#include <type_traits>

#include "relval/gate.hpp"

namespace relval {

template <class T> concept CustomSignal = requires(const T& t, typename T::State& s, std::span<const double> in) {
  { t.step(s, in) } -> std::convertible_to<double>;
  { T::kName } -> std::convertible_to<const char*>;
} && std::is_trivially_copyable_v<T> && std::is_trivially_copyable_v<typename T::State>;

namespace gate {

template <CustomSignal T> struct CustomThunks {
  static std::int32_t init(void* state, relval_error* error) noexcept {
    return guarded(error, [&] { new (state) typename T::State{}; });
  }
  static std::int32_t step(const double* params, void* state, const double* in, std::int64_t inputs, double* out,
                           relval_error* error) noexcept {
    return guarded(error, [&] {
      *out = reinterpret_cast<const T*>(params)->step(*static_cast<typename T::State*>(state),
                                                      {in, static_cast<std::size_t>(inputs)});
    });
  }
};

template <CustomSignal T> relval_custom_signal describe_custom(const T& params, std::int64_t warm_up_rows) {
  constexpr bool kEmpty = std::is_empty_v<T>;
  static_assert(kEmpty || (sizeof(T) % sizeof(double) == 0 && alignof(T) == alignof(double)),
                "the parameters of a custom signal are doubles: they are its key");
  return {sizeof(relval_custom_signal), T::kName, kEmpty ? nullptr : reinterpret_cast<const double*>(&params),
          kEmpty ? 0 : static_cast<std::int64_t>(sizeof(T) / sizeof(double)), sizeof(typename T::State),
          alignof(typename T::State), warm_up_rows, &CustomThunks<T>::init, &CustomThunks<T>::step};
}

}  // namespace gate
}  // namespace relval
