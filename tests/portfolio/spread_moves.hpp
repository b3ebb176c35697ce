// A market made of spread changes, a leg a name unless stated, and the ratios and legs on it.
#pragma once

#include <vector>

#include "market/leg_history.hpp"
#include "market_builder.hpp"
#include "portfolio/hedge_ratios.hpp"

namespace relval::test {

struct SpreadMoves {
  struct Name {
    double first_bp, years;
    std::vector<double> moves;  // bp, from row 1 on; of relative(): shares of the spread before
  };
  explicit SpreadMoves(const std::vector<Name>& names, std::vector<std::vector<std::uint32_t>> of = {}) {
    std::vector<std::vector<double>> spread;
    for (const Name& n : names) {
      spread.push_back({n.first_bp});
      for (const double x : n.moves) spread.back().push_back(spread.back().back() + x);
    }
    make(names, spread, std::move(of));
  }
  static SpreadMoves relative(const std::vector<Name>& names) {
    std::vector<Name> absolute = names;
    for (Name& n : absolute) {
      double bp = n.first_bp;
      for (double& x : n.moves) bp += x *= bp;
    }
    return SpreadMoves(absolute);
  }

  HedgeRatios ratios(const BetaConfig& b) const { return {legs, market, universe.legs.size(), b}; }

  MarketData market;
  Universe universe;
  LegHistory legs;  // the run starts on row 0

 private:
  void make(const std::vector<Name>& names, const std::vector<std::vector<double>>& spread,
            std::vector<std::vector<std::uint32_t>> of) {
    MarketBuilder b(make_date(2025, 9, 1), spread[0].size());
    std::vector<std::vector<double>> years;
    const bool each_its_own = of.empty();
    for (std::uint32_t i = 0; i < names.size(); ++i) {
      b.instrument(std::string(1, static_cast<char>('A' + i)));
      years.push_back({names[i].years});
      universe.names.push_back(i);
      if (each_its_own) of.push_back({i});
    }
    market = b.field("spread", "bp", spread).field("duration", "years", years).build();
    universe.leg_of.assign(names.size(), 0);
    for (std::size_t l = 0; l < of.size(); ++l) {
      Leg leg;
      leg.name = std::string(1, static_cast<char>('a' + l));
      leg.slots = of[l];
      for (const std::uint32_t s : of[l]) universe.leg_of[s] = static_cast<std::int32_t>(l);
      universe.legs.push_back(leg);
    }
    legs = LegHistory(universe, market, {0, 1, 5});
  }
};

}  // namespace relval::test
