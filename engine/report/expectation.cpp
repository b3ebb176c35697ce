#include "report/expectation.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "config/paths.hpp"
#include "report/identity.hpp"
#include "report/manifest.hpp"
#include "report/source_digests.hpp"
#include "report/summary_json.hpp"

namespace relval {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kDayDigits = 8, kDigits = 16;

// 12 significant digits, and nothing below 1e-9: a rounding of the last place is not a figure that moved.
std::string figure_text(double x, int digits = 12) {
  char text[32];
  const auto end =
      std::to_chars(text, text + sizeof text, std::fabs(x) < 1e-9 ? 0.0 : x, std::chars_format::general, digits);
  return {text, end.ptr};
}

// What closes a sum is a difference of large numbers: it has as many digits as they leave it.
std::string residual_text(double residual, double size) {
  return std::fabs(residual) < 1e-9 * size ? "0" : figure_text(residual, 6);
}

bool is_date(const std::string& s) { return s.size() == 10 && s[4] == '-' && s[7] == '-'; }

// Every number of the summary by its path, dates too; names of things are left out: they say where, not how much.
void flatten(const Json& j, const std::string& path, Texts& out) {
  const auto below = [&](const std::string& key) { return path.empty() ? key : path + "." + key; };
  if (j.is_object()) {
    double size = 0;  // of the parts, where this is a sum of P&L
    if (j.contains("residual"))
      for (const auto& [key, value] : j.items()) size += value.is_number() ? std::fabs(value.get<double>()) : 0;
    for (const auto& [key, value] : j.items()) {
      if (key == "residual" && value.is_number())
        out.emplace_back(below(key), residual_text(value.get<double>(), size));
      else flatten(value, below(key), out);
    }
  } else if (j.is_array()) {
    // A list of named things goes by their names, so that one more does not move all that follow.
    for (std::size_t i = 0; i < j.size(); ++i) {
      std::string name = std::to_string(i);
      for (const char* key : {"leg", "instrument", "issuer", "scenario", "field", "key", "value", "name",
                              "factor", "from"})
        if (j[i].is_object() && j[i].contains(key) && j[i][key].is_string()) {
          name = j[i][key].get<std::string>();
          break;
        }
      flatten(j[i], below(name), out);
    }
  } else if (j.is_number_integer() || j.is_number_unsigned()) {
    out.emplace_back(path, j.dump());
  } else if (j.is_number()) {
    out.emplace_back(path, figure_text(j.get<double>()));
  } else if (j.is_null()) {
    out.emplace_back(path, "-");
  } else if (j.is_string() && is_date(j.get<std::string>())) {
    out.emplace_back(path, j.get<std::string>());
  }
}

Texts figures_of(const RunResult& r, const Summary& s) {
  Json j = Json::parse(summary_json(r, s));
  for (const char* key : {"relval_summary", "run", "findings"}) j.erase(key);
  j["coverage"].erase("store_rows");  // a store that grew after the run's end gives the same run
  Texts all;
  flatten(j, "", all);
  // Names within a list may repeat (a drawdown, a value of a key): the second is told apart.
  std::map<std::string, int> seen;
  for (auto& [name, text] : all)
    if (const int n = ++seen[name]; n > 1) name += "#" + std::to_string(n);
  return all;
}

Texts months_of(const RunResult& r) {
  Texts out;
  const std::size_t legs = r.legs.size();
  std::vector<PnlCell> month(legs);
  std::vector<bool> any(legs);
  const auto close = [&](const std::string& name) {
    for (std::size_t l = 0; l < legs; ++l) {
      if (any[l]) {
        month[l].close();
        std::string text;
        double size = 0;
        for (const double x : month[l].component) size += std::fabs(x);
        for (std::size_t c = 0; c < kComponents; ++c) {
          const double x = month[l].component[c];
          const bool residual = c == index_of(Component::residual);
          const std::string shown = residual ? residual_text(x, size) : figure_text(x);
          if (shown != "0") text += std::string(kComponentNames[c]) + " " + shown + " ";
        }
        out.emplace_back(name + " " + r.legs[l].name, text + "total " + figure_text(month[l].total));
      }
      month[l] = {};
      any[l] = false;
    }
  };
  for (std::size_t t = 0; t < r.rows(); ++t) {
    for (std::size_t l = 0; l < legs; ++l)
      for (std::size_t side = 0; side < kSides; ++side) {
        const PnlCell& cell = r.cell(t, l, static_cast<Side>(side));
        const bool zero = cell.total == 0 && cell.component == ComponentSums{};
        any[l] = any[l] || !zero;
        month[l].add(cell);
      }
    const std::string name = to_iso(r.dates[t]).substr(0, 7);
    if (t + 1 == r.rows() || to_iso(r.dates[t + 1]).substr(0, 7) != name) close(name);
  }
  return out;
}

std::string short_hex(Sha256& h, std::size_t digits) { return h.hex().substr(0, digits); }

std::string data_digest_of(const MarketData& m, std::size_t first, std::size_t last) {
  Sha256 h;
  for (const auto& [name, field] : m.fields) {
    h.text(name);
    for (std::size_t t = first; t < last; ++t) h.numbers({field.panel.row(t), field.panel.names});
  }
  return short_hex(h, kDayDigits);
}

// A component of a leg, as it is summed over its sides.
double cell_of(const RunResult& r, std::size_t row, std::size_t leg, std::size_t component) {
  return r.cell(row, leg, Side::long_risk).component[component] +
         r.cell(row, leg, Side::short_risk).component[component];
}

// Legs by their names: in which order a config has them is no part of what it comes to.
std::vector<std::size_t> legs_by_name(const RunResult& r) {
  std::vector<std::size_t> out(r.legs.size());
  std::iota(out.begin(), out.end(), std::size_t{0});
  std::sort(out.begin(), out.end(), [&](std::size_t x, std::size_t y) { return r.legs[x].name < r.legs[y].name; });
  return out;
}

// By leg, then component: those that are ever other than 0.
std::vector<std::pair<std::size_t, std::size_t>> cells_of(const RunResult& r, const std::vector<std::size_t>& legs) {
  std::vector<std::pair<std::size_t, std::size_t>> out;
  for (const std::size_t l : legs)
    for (std::size_t c = 0; c < kComponents; ++c)
      for (std::size_t t = 0; t < r.rows(); ++t)
        if (cell_of(r, t, l, c) != 0) {
          out.emplace_back(l, c);
          break;
        }
  return out;
}

// Two hex digits that change when a number does, all but once in 256 times.
std::string two_digits(double x) {
  std::uint64_t bits = std::bit_cast<std::uint64_t>(x == 0 ? 0.0 : x) * 0x9e3779b97f4a7c15u;
  bits ^= bits >> 32;
  return format("{:02x}", (bits * 0x9e3779b97f4a7c15u) >> 56);
}

// What is held, by leg and instrument; a candidate that is not held leaves no trace.
std::string positions_digest(const RunResult& r, std::size_t row, const std::vector<std::size_t>& legs) {
  Sha256 h;
  const double* held = r.positions.empty() ? nullptr : r.positions.data() + row * r.instruments.size();
  for (const std::size_t l : legs) {
    std::map<std::string, double> by_id;
    if (held)
      for (const std::uint32_t s : r.legs[l].slots)
        if (held[s] != 0) by_id[r.instruments.id[s]] += held[s];
    for (std::size_t side = 0; side < kSides && !held; ++side) {
      const double n = r.held(row, l, static_cast<Side>(side)).notional;
      if (n != 0) by_id[std::to_string(side)] = n;
    }
    for (const auto& [id, notional] : by_id) h.text(r.legs[l].name).text(id).number(notional);
  }
  return short_hex(h, kDayDigits);
}

std::string pnl_digest(const RunResult& r, std::size_t row, const std::vector<std::size_t>& legs) {
  Sha256 h;
  for (const std::size_t l : legs)
    for (std::size_t side = 0; side < kSides; ++side) {
      const PnlCell& cell = r.cell(row, l, static_cast<Side>(side));
      if (cell.total == 0 && cell.component == ComponentSums{}) continue;
      h.text(r.legs[l].name).text(std::to_string(side));
      for (const double x : cell.component) h.number(x);
      h.number(cell.total);
    }
  return short_hex(h, kDayDigits);
}

Expectation::Day day_of(const RunResult& r, const MarketData& m, std::size_t row, const std::vector<std::size_t>& legs,
                        const std::vector<std::pair<std::size_t, std::size_t>>& listed) {
  const std::size_t t = row + r.warm_up_rows;
  Expectation::Day day{to_iso(r.dates[row]), data_digest_of(m, t, t + 1), positions_digest(r, row, legs),
                       pnl_digest(r, row, legs)};
  for (const auto& [leg, component] : listed) day.pnl += two_digits(cell_of(r, row, leg, component));
  return day;
}

std::string instruments_digest(const Instruments& all) {
  Sha256 h;
  for (const std::string& id : all.id) h.text(id);
  for (const auto& [column, texts] : all.text) {
    h.text(column);
    for (const std::string& text : texts) h.text(text);
  }
  for (const auto& [column, numbers] : all.number) h.text(column).numbers(numbers);
  return short_hex(h, kDigits);
}

Texts data_of(const RunResult& r, const MarketData& m, const std::string& store_sha256) {
  Texts out = {{"panel", r.data_digest.substr(0, kDigits)}};
  if (!r.store.market_case.empty()) out.emplace_back("case", r.store.market_case);
  for (const auto& [name, field] : m.fields) {
    Sha256 h;
    h.numbers(field.panel.values);
    out.emplace_back("field " + name, short_hex(h, kDigits));
  }
  out.emplace_back("instruments", instruments_digest(m.instruments));
  for (const auto& [name, series] : m.series) {
    Sha256 h;
    h.numbers(series.values);
    for (std::size_t i = 0; i < series.dates.size(); ++i)
      h.text(to_iso(series.dates[i])).text(to_iso(series.known_at[i]));
    out.emplace_back("series " + name, short_hex(h, kDigits));
  }
  Sha256 about;
  about.text(m.info.title).text(m.info.origin).text(m.info.licence);
  out.emplace_back("title, origin, licence", short_hex(about, kDigits));
  if (!store_sha256.empty()) out.emplace_back("file", store_sha256.substr(0, kDigits));
  if (r.warm_up_rows > 0) out.emplace_back("rows before the run", data_digest_of(m, 0, r.warm_up_rows));
  return out;
}

Texts config_of(const RunResult& r) {
  Texts out = config_keys(without_folders(r.config, file_parameters(r)));
  for (const std::string& input : r.strategy_inputs) {
    const auto space = input.find(' ');
    out.emplace_back("file of strategy." + input.substr(0, space), input.substr(space + 1, kDigits));
  }
  const ReportConfig& report = r.config.report;
  for (std::size_t i = 0; i < report.scenarios_sha256.size(); ++i)
    out.emplace_back(format("file of report.scenarios[{}]", i), report.scenarios_sha256[i].substr(0, kDigits));
  return out;
}

Texts plugin_of(const RunResult& r) {
  const std::string code = r.strategy.file.empty() ? built_in_sources(r.strategy.name) : r.strategy.sha256;
  return {{"name", r.strategy.name},
          {"version", r.strategy.version},
          {r.strategy.file.empty() ? "source" : "library", code.substr(0, kDigits)}};
}

Texts engine_of() {
  Texts out = {{"version", engine_version()},
               {"numbers_version", std::to_string(kNumbersVersion)},
               {"source", engine_sources().substr(0, kDigits)}};
  for (const auto& [name, version] : library_versions()) out.emplace_back(name, version);
  return out;
}

}  // namespace

const std::string* find_text(const Texts& all, const std::string& name) {
  for (const auto& [key, text] : all)
    if (key == name) return &text;
  return nullptr;
}

Expectation expectation_of(const RunResult& r, const Summary& s, const MarketData& m,
                           const std::string& store_sha256) {
  Expectation e;
  e.rows = r.rows();
  e.trades = r.trades.size();
  if (r.rows() > 0) e.first = to_iso(r.dates.front()), e.last = to_iso(r.dates.back());
  e.data = data_of(r, m, store_sha256);
  e.config = config_of(r);
  e.plugin = plugin_of(r);
  e.engine = engine_of();
  e.figures = figures_of(r, s);
  for (const Finding& f : s.findings) e.findings.push_back(std::string(name_of(f.severity)) + " " + f.id);
  e.months = months_of(r);
  const std::vector<std::size_t> legs = legs_by_name(r);
  const auto listed = cells_of(r, legs);
  for (const auto& [leg, component] : listed) e.cells.push_back(r.legs[leg].name + " " + kComponentNames[component]);
  for (std::size_t t = 0; t < r.rows(); ++t) e.days.push_back(day_of(r, m, t, legs, listed));
  return e;
}

}  // namespace relval
