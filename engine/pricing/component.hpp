// The parts a day's P&L is made of, in the order in which they are summed; residual is last and closes the sum.
#pragma once

#include <array>
#include <cstddef>

namespace relval {

enum class Component : unsigned char {
  carry,             // spread earned over the calendar days of the interval
  roll_down,         // sliding down the issuer's spread curve
  spread_first,      // -N D ds
  spread_convexity,  // 1/2 N C ds^2
  spread_cross,      // carry and roll-down on the moved price
  recovery,          // change of the recovery assumption
  rates,             // risk-free curve
  default_loss,      // losses of names that defaulted, net of recovery
  price,             // kind price: the price change
  funding,           // financing of the held quantity
  borrow,            // fee for what is sold short
  margin,            // initial margin
  cost,              // half-spread paid on trades, <= 0
  residual,          // total minus all of the above
};
inline constexpr std::size_t kComponents = 14;
inline constexpr std::array<const char*, kComponents> kComponentNames = {
    "carry",   "roll_down", "spread_first", "spread_convexity", "spread_cross", "recovery", "rates",
    "default", "price",     "funding",      "borrow",           "margin",       "cost",     "residual"};

constexpr std::size_t index_of(Component c) { return static_cast<std::size_t>(c); }

// Components and their total; the residual is what closes the sum to the bit.
using ComponentSums = std::array<double, kComponents>;

}  // namespace relval
