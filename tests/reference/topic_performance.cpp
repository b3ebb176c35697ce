// Return, volatility, Sharpe ratios, drawdowns, wins and losses.
#include "analytics/annual_return.hpp"
#include "analytics/annual_volatility.hpp"
#include "analytics/moments.hpp"
#include "analytics/sharpe.hpp"
#include "reference/topics.hpp"

using namespace relval;

namespace reference {

void add_performance(Functions& all) {
  all["ann_return_arith"] = [](const Case& c) { return value(annual_return(c.returns(), c.periods_per_year())); };
  all["ann_vol"] = [](const Case& c) { return value(annual_volatility(c.returns(), c.periods_per_year())); };
  all["sharpe"] = [](const Case& c) {
    return value(sharpe(c.returns(), c.periods_per_year(), c.number("rf_annual", 0)).ratio);
  };
  all["sharpe_se"] = [](const Case& c) {
    return value(sharpe(c.returns(), c.periods_per_year(), c.number("rf_annual", 0)).standard_error);
  };
  all["skew"] = [](const Case& c) { return value(skewness(c.returns())); };
  all["excess_kurtosis"] = [](const Case& c) { return value(excess_kurtosis(c.returns())); };
}

}  // namespace reference
