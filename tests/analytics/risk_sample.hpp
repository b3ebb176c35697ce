// A book made by hand on a market made by hand: what was held on its last row, and the spreads up to it.
#pragma once

#include "analytics/risk.hpp"

namespace relval::test {

struct SampleName {
  std::string id, parent, sector;
  std::size_t leg;                  // 0 long_leg, 1 short_leg
  double notional, duration_years;
  std::vector<double> spread_bp;    // by row; NaN = no quote
  double recovery = kNaN;           // NaN = the store states none
};

struct SampleBook {
  RunResult run;
  MarketData market;
  RiskBook on(std::size_t row) const { return book_on(run, market, row); }
  RiskBook last() const { return on(run.rows() - 1); }
};

// Weekdays from 2025-05-01; all notionals are held on every row. history: rows of the market before the run.
SampleBook sample_book(const std::vector<SampleName>&, std::size_t history = 0);

}  // namespace relval::test
