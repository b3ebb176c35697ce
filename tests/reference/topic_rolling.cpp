// Rolling and exponentially weighted moments.
#include "reference/topics.hpp"
#include "signals/ewma.hpp"
#include "signals/rolling_mean.hpp"

using namespace relval;

namespace reference {
namespace {

// The rows that the case looks at; all without "rows".
json at_rows(const Case& c, const std::vector<double>& all) {
  if (!c.has("rows")) return all;
  json some = json::array();
  for (const json& row : c.param("rows")) some.push_back(all.at(row.get<std::size_t>()));
  return some;
}

json each(const Case& c, const std::string& name, double (*alpha)(double)) {
  json all = json::array();
  if (!c.has(name)) return all;
  for (const double x : c.numbers(name)) all.push_back(alpha(x));
  return all;
}

}  // namespace

void add_rolling(Functions& all) {
  all["rolling_mean_sd"] = [](const Case& c) {
    const auto r = rolling_mean_sd(c.returns(), c.count("window"), c.count("ddof", 1), c.count("min_periods", 0));
    return json{{"mean", at_rows(c, r.mean)}, {"sd", at_rows(c, r.sd)}};
  };
  all["ewma_mean_var"] = [](const Case& c) {
    const auto r = ewma_mean_var(c.returns(), c.number("alpha"), c.count("min_obs", 1));
    return json{{"mean", at_rows(c, r.mean)}, {"var", at_rows(c, r.var)}};
  };
  all["ewma_alpha"] = [](const Case& c) {
    return json{{"half_life", each(c, "half_life", alpha_of_half_life)},
                {"span", each(c, "span", alpha_of_span)},
                {"com", each(c, "com", alpha_of_centre_of_mass)}};
  };
}

}  // namespace reference
