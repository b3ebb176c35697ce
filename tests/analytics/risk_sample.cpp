#include "analytics/risk_sample.hpp"

#include "base/numeric.hpp"

namespace relval::test {
namespace {

std::vector<Date> weekdays(std::size_t rows) {
  std::vector<Date> dates;
  for (Date d = make_date(2025, 5, 1); dates.size() < rows; ++d.days) {
    if (!is_weekend(d)) dates.push_back(d);
  }
  return dates;
}

Field field_of(const std::string& name, const std::string& unit, std::size_t rows, std::size_t names) {
  return {{name, unit, Sampling::point, Quote::unstated, 0, ""},
          {rows, names, std::vector<double>(rows * names, kNaN)}};
}

Instruments instruments_of(const std::vector<SampleName>& names) {
  Instruments all;
  for (const SampleName& n : names) {
    all.id.push_back(n.id);
    all.kind.push_back(Kind::spread_index);
    all.text["parent"].push_back(n.parent);
    all.text["sector_l3"].push_back(n.sector);
    all.number["recovery"].push_back(n.recovery);
  }
  return all;
}

void expose(RunResult& r, const std::vector<SampleName>& names) {
  r.exposure.resize(r.rows() * r.legs.size() * kSides);
  for (std::size_t t = 0; t < r.rows(); ++t) {
    for (const SampleName& n : names) {
      Exposure& e = r.exposure[(t * r.legs.size() + n.leg) * kSides + (n.notional < 0 ? 1 : 0)];
      e.notional += n.notional;
      e.cs01 -= n.notional * n.duration_years * 1e-4;
      r.positions.push_back(n.notional);
    }
  }
}

}  // namespace

SampleBook sample_book(const std::vector<SampleName>& names, std::size_t history) {
  SampleBook out;
  MarketData& m = out.market;
  const std::size_t rows = names.front().spread_bp.size(), n = names.size();
  m.dates = weekdays(rows);
  m.instruments = instruments_of(names);
  m.fields["spread"] = field_of("spread", "bp", rows, n);
  m.fields["duration"] = field_of("duration", "years", rows, n);
  for (std::size_t t = 0; t < rows; ++t) {
    for (std::size_t i = 0; i < n; ++i) {
      m.fields["spread"].panel.row(t)[i] = names[i].spread_bp.at(t);
      m.fields["duration"].panel.row(t)[i] = names[i].duration_years;
    }
  }
  RunResult& r = out.run;
  r.warm_up_rows = history;
  r.dates.assign(m.dates.begin() + static_cast<std::ptrdiff_t>(history), m.dates.end());
  r.instruments = m.instruments;
  r.row_unit = {"day", 252};
  r.legs = {{"long_leg", {}, {}, {}}, {"short_leg", {}, {}, {}}};
  for (std::size_t i = 0; i < n; ++i) r.legs[names[i].leg].slots.push_back(static_cast<std::uint32_t>(i));
  expose(r, names);
  return out;
}

}  // namespace relval::test
