#include "report/attribution_json.hpp"

#include "report/json_values.hpp"

namespace relval {
namespace {

constexpr auto number = number_json;
constexpr auto stat = statistic_json;

Json parts(const PnlParts& p) {
  Json j = {{"status", name_of(p.status)}};
  if (p.status != Status::ok) return j;
  j["parts"] = Json::array();
  for (const auto& part : p.parts)
    j["parts"].push_back({{"name", part.name}, {"pnl", number(part.pnl)}, {"rows", part.rows}});
  j["residual"] = number(p.residual);
  j["total"] = number(p.total);
  return j;
}

}  // namespace

std::string attribution_json(const Attribution& a) {
  Json j = {{"unit", "currency; rows of sectors and ratings are rows times names"}};
  j["sectors"] = Json::object();
  for (const PnlParts& p : a.sectors) j["sectors"][p.by] = parts(p);
  j["rating"] = parts(a.rating);
  j["year"] = parts(a.year);
  j["month"] = parts(a.month);
  j["regimes"] = {{"measured_on", a.regimes.measured_on}};
  if (!a.regimes.measured_on.empty()) {
    j["regimes"]["direction"] = parts(a.regimes.by_direction);
    j["regimes"]["level"] = parts(a.regimes.by_level);
  }
  j["unsmoothed"] = {{"rho", stat(a.unsmoothed.rho)},
                     {"annual_volatility", stat(a.unsmoothed.annual_volatility)},
                     {"sharpe", stat(a.unsmoothed.sharpe)}};
  j["legs_alone"] = Json::array();
  for (const LegAlone& l : a.legs)
    j["legs_alone"].push_back({{"leg", l.leg},
                               {"total", number(l.total)},
                               {"cost", number(l.cost)},
                               {"annual_volatility", stat(l.annual_volatility)},
                               {"sharpe", stat(l.sharpe)},
                               {"max_drawdown", stat(l.max_drawdown)}});
  return j.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace relval
