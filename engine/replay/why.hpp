// Why an asset was held as it was on one day: from signal to weight, size, bound and trade. `relval run --why
// DATE:ASSET`.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace relval {

struct WhyAsked {
  std::size_t row;    // of the run: the decision's
  std::size_t asset;  // legs first, then slots
};

struct WhyStep {
  std::string stage;  // signal, member, weight, size, bound, order, trade
  std::string text;
};
using Why = std::vector<WhyStep>;

}  // namespace relval
