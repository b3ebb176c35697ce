#include "report/result_file.hpp"

#include "base/hdf5.hpp"
#include "relval/types.hpp"  // kNaN
#include "report/tables_csv.hpp"

namespace relval {
namespace {

using Numbers = std::vector<double>;

class ResultWriter {
 public:
  ResultWriter(const RunResult& r, const RiskByDay& risk) : r_(r), risk_(risk), rows_(r.rows()), legs_(r.legs.size()) {}

  std::string write() {
    root_attributes();
    coordinates();
    pnl();
    exposures();
    leg_levels();
    names();
    signals();
    risk();
    trades();
    return file_.image();
  }

 private:
  void root_attributes() {
    file_.attribute("/", "Conventions", "CF-1.8");
    file_.attribute("/", "title", r_.config.name);
    file_.attribute("/", "description", r_.config.description);
    file_.attribute("/", "source", "relval backtest of strategy " + r_.strategy.name);
    file_.attribute("/", "data_title", r_.store.title);
    file_.attribute("/", "data_licence", r_.store.licence);
    file_.attribute("/", "data_digest", r_.data_digest);
    file_.attribute("/", "synthetic", std::int64_t{r_.store.synthetic ? 1 : 0});
    if (!r_.store.market_case.empty()) file_.attribute("/", "market_case", r_.store.market_case);
    file_.attribute("/", "row", r_.row_unit.name);
    file_.attribute("/", "periods_per_year", r_.periods_per_year);
    file_.attribute("/", "capital", r_.config.portfolio.capital);
    file_.attribute("/", "relval_result", std::int64_t{1});
  }

  void coordinates() {
    std::vector<std::int64_t> days;
    for (Date d : r_.dates) days.push_back(d.days);
    file_.integers("/time", days);
    file_.attribute("/time", "units", "days since 1970-01-01");
    file_.attribute("/time", "calendar", "proleptic_gregorian");
    file_.attribute("/time", "standard_name", "time");
    file_.make_scale("/time", "time");
    std::vector<std::string> legs;
    for (const LegInfo& l : r_.legs) legs.push_back(l.name);
    text_scale("leg", legs);
    text_scale("side", {"long", "short"});
    text_scale("component", {kComponentNames.begin(), kComponentNames.end()});
    if (!r_.instruments.id.empty()) text_scale("instrument", r_.instruments.id);
  }

  void text_scale(const std::string& name, const std::vector<std::string>& values) {
    file_.strings("/" + name, values);
    file_.make_scale("/" + name, name.substr(name.rfind('/') + 1));
  }

  // dimensions: names of coordinates, the slowest first.
  void variable(const std::string& name, const Numbers& values, const std::vector<std::uint64_t>& shape,
                const std::vector<std::string>& dimensions, const char* units, const char* long_name) {
    file_.numbers("/" + name, values, shape);
    for (unsigned d = 0; d < dimensions.size(); ++d) file_.attach_scale("/" + name, d, "/" + dimensions[d]);
    file_.attribute("/" + name, "units", units);
    file_.attribute("/" + name, "long_name", long_name);
  }

  void pnl() {
    Numbers parts, totals;
    for (const PnlCell& c : r_.pnl) {
      parts.insert(parts.end(), c.component.begin(), c.component.end());
      totals.push_back(c.total);
    }
    variable("pnl", parts, {rows_, legs_, kSides, kComponents}, {"time", "leg", "side", "component"}, "currency",
             "P&L of the interval that ends at time, by component");
    variable("total", totals, {rows_, legs_, kSides}, {"time", "leg", "side"}, "currency",
             "P&L of the interval that ends at time, all components");
  }

  void exposures() {
    Numbers notional, cs01, dts;
    for (const Exposure& e : r_.exposure) {
      notional.push_back(e.notional);
      cs01.push_back(e.cs01);
      dts.push_back(e.dts);
    }
    const std::vector<std::uint64_t> shape = {rows_, legs_, kSides};
    const std::vector<std::string> dims = {"time", "leg", "side"};
    variable("notional", notional, shape, dims, "currency", "closing notional, long risk positive");
    variable("cs01", cs01, shape, dims, "currency per bp", "P&L of +1 bp on the closing position");
    variable("dts", dts, shape, dims, "currency", "closing notional x duration x spread: P&L of +100 % is minus this");
  }

  void leg_levels() {
    Numbers spread(rows_ * legs_, kNaN), duration(rows_ * legs_, kNaN);
    for (std::size_t l = 0; l < legs_; ++l) {
      const LegInfo& leg = r_.legs[l];
      for (std::size_t t = 0; t < leg.spread_bp.size(); ++t) spread[t * legs_ + l] = leg.spread_bp[t];
      for (std::size_t t = 0; t < leg.duration_years.size(); ++t) duration[t * legs_ + l] = leg.duration_years[t];
    }
    variable("leg_spread_bp", spread, {rows_, legs_}, {"time", "leg"}, "bp", "duration-weighted mean spread");
    variable("leg_duration_years", duration, {rows_, legs_}, {"time", "leg"}, "years", "duration of the leg");
  }

  void names() {
    const std::size_t n = r_.instruments.size();
    if (n == 0) return;
    if (!r_.positions.empty()) {
      variable("positions", r_.positions, {rows_, n}, {"time", "instrument"}, "currency",
               "closing notional, long risk positive");
    }
    if (r_.by_name.empty()) return;
    Numbers parts, totals;
    for (const PnlCell& c : r_.by_name) {
      parts.insert(parts.end(), c.component.begin(), c.component.end());
      totals.push_back(c.total);
    }
    variable("pnl_by_name", parts, {rows_, n, kComponents}, {"time", "instrument", "component"}, "currency",
             "P&L of the interval that ends at time, by name and component");
    variable("total_by_name", totals, {rows_, n}, {"time", "instrument"}, "currency",
             "P&L of the interval that ends at time, by name");
  }

  void signals() {
    std::vector<std::string> texts;
    for (const RecordedSignal& s : r_.signals) texts.push_back(s.text);
    if (texts.empty()) return;
    text_scale("signal", texts);
    Numbers values(rows_ * texts.size(), kNaN);
    for (std::size_t s = 0; s < texts.size(); ++s) {
      const Numbers& of_one = r_.signals[s].values;
      for (std::size_t t = 0; t < of_one.size(); ++t) values[t * texts.size() + s] = of_one[t];
    }
    variable("signals", values, {rows_, texts.size()}, {"time", "signal"}, "1", "signals as the strategy saw them");
  }

  void risk() {
    std::int64_t column = 0;  // the order of risk.csv, which a group does not keep
    for (const RiskColumn& c : risk_.columns) {
      std::vector<std::uint64_t> shape = {rows_};
      std::vector<std::string> dims = {"time"};
      if (!c.dimension.empty()) {
        text_scale("risk/" + c.dimension, c.labels);
        shape.push_back(c.labels.size());
        dims.push_back("risk/" + c.dimension);
      }
      variable("risk/" + c.name, c.values, shape, dims, c.unit.c_str(), c.meaning.c_str());
      file_.attribute("/risk/" + c.name, "column", column++);
    }
  }

  void trades() {
    using Kind = h5::ElementKind;
    std::vector<h5::Column> columns;
    const auto text = [&](const char* name, auto value) {
      h5::Column c{name, {}, {}, {}, Kind::fixed_string};
      for (const Trade& t : r_.trades) c.strings.push_back(value(t));
      columns.push_back(std::move(c));
    };
    const auto number = [&](const char* name, auto value) {
      h5::Column c{name, {}, {}, {}, Kind::float64};
      for (const Trade& t : r_.trades) c.numbers.push_back(value(t));
      columns.push_back(std::move(c));
    };
    const auto row = [&](const char* name, auto value) {
      h5::Column c{name, {}, {}, {}, Kind::int64};
      for (const Trade& t : r_.trades) c.integers.push_back(static_cast<std::int64_t>(value(t)));
      columns.push_back(std::move(c));
    };
    row("decided_row", [](const Trade& t) { return t.decided_row; });
    row("row", [](const Trade& t) { return t.row; });
    text("decided", [&](const Trade& t) { return to_iso(r_.dates[t.decided_row]); });
    text("date", [&](const Trade& t) { return to_iso(r_.dates[t.row]); });
    text("instrument", [&](const Trade& t) { return r_.instruments.id[t.slot]; });
    text("leg", [&](const Trade& t) {
      return t.leg < 0 ? std::string() : r_.legs[static_cast<std::size_t>(t.leg)].name;
    });
    text("reason", [](const Trade& t) { return std::string(name_of(t.reason)); });
    number("before", [](const Trade& t) { return t.before; });
    number("after", [](const Trade& t) { return t.after; });
    number("traded", [](const Trade& t) { return t.after - t.before; });
    number("cost", [](const Trade& t) { return t.cost; });
    number("half_spread_bp", [](const Trade& t) { return t.half_spread_bp; });
    number("spread_bp", [&](const Trade& t) { return spread_of(r_, t); });
    number("duration_years", [&](const Trade& t) { return duration_of(r_, t); });
    number("signal", [](const Trade& t) { return t.signal; });
    file_.table("/tables/trades", columns);
  }

  const RunResult& r_;
  const RiskByDay& risk_;
  std::uint64_t rows_, legs_;
  h5::Writer file_{h5::Format::result};
};

}  // namespace

std::string result_file(const RunResult& r, const RiskByDay& risk) { return ResultWriter(r, risk).write(); }

}  // namespace relval
