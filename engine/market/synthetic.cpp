// One synthetic history: the index, the groups about it, the names about their groups, and how they are quoted.
#include "market/synthetic.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/numeric.hpp"
#include "base/random.hpp"
#include "base/text.hpp"
#include "market/synthetic_parts.hpp"

namespace relval {
namespace {

constexpr double kLeastSpread = 1;                // bp
constexpr std::size_t kWideningRows = 3, kTakenBackRows = 10;
constexpr double kKept = 0.5;                     // of a concession, for good

// Streams of a seed: below each, one per group or name.
constexpr std::uint64_t kIndexStream = 0, kGroupStreams = 1'000'000, kIssuerStreams = 2'000'000,
                        kQuoteStreams = 3'000'000, kGapStreams = 4'000'000;

double rounded(double x, double steps) { return std::floor(x * steps + 0.5) / steps; }

// bp of a new issue's effect, of size 1, so many rows after the row before pricing.
double concession(std::size_t rows_after) {
  const auto since = static_cast<double>(rows_after);
  if (rows_after <= kWideningRows) return since / kWideningRows;
  return 1 - (1 - kKept) * std::min(1.0, (since - kWideningRows) / kTakenBackRows);
}

class Synthesis {
 public:
  Synthesis(const SyntheticSpec& spec, const std::string& market_case, std::uint64_t seed, std::size_t rows)
      : spec_(spec), case_(market_case), seed_(seed), dates_(us_bond_days(spec.from.value, spec.to.value)),
        rows_(std::min(rows, dates_.size())), names_(make_names(spec)),
        reversion_(reversion(spec.index.half_life_rows, spec.index.echo)),
        issuer_reversion_(reversion(spec.index.half_life_rows, 0)) {
    index_path_ = monotone_path(on_rows(spec.index.anchors_bp), dates_.size());
    index_noise_ = deviations(reversion_, seed, kIndexStream, dates_.size());
    const double share = spec.noise * spec.index.sd_bp / spec.index.at_bp;
    for (std::size_t t = 0; t < dates_.size(); ++t) index_noise_[t] *= share * index_path_[t];
    pin(index_noise_, rows_of(on_rows(spec.index.anchors_bp)), spec.index.pinned);
    duration_scale_.assign(dates_.size(), 1);
    if (!spec.duration_scale.empty()) duration_scale_ = monotone_path(on_rows(spec.duration_scale), dates_.size());
  }

  const std::vector<Date>& dates() const { return dates_; }
  const std::vector<MadeName>& names() const { return names_; }

  // Values of one instrument at rows [first, rows), into a panel's column.
  void spread(std::size_t name, std::size_t first, Panel& to, std::size_t column);
  void duration(std::size_t name, std::size_t first, Panel& to, std::size_t column) const;
  void rating(std::size_t name, std::size_t first, Panel& to, std::size_t column) const;
  void market_value(std::size_t name, std::size_t first, Panel& to, std::size_t column) const;

 private:
  struct GroupHistory {
    std::vector<double> path, level;              // bp: as stated, and with deviations
    std::vector<std::pair<std::size_t, double>> anchors;
    double core_mean = 1;                         // duration-weighted mean of the core's levels
  };

  std::vector<std::pair<std::size_t, double>> on_rows(const Anchors& anchors) const {
    std::vector<std::pair<std::size_t, double>> out;
    for (const Anchor& a : anchors) out.emplace_back(row_of(dates_, a.date.value), a.level);
    return out;
  }
  static std::vector<std::size_t> rows_of(const std::vector<std::pair<std::size_t, double>>& anchors) {
    std::vector<std::size_t> rows;
    for (const auto& [row, level] : anchors) rows.push_back(row);
    return rows;
  }
  bool quoted(const MadeName& n, std::size_t t) const {
    return (!n.starts || dates_[t] >= *n.starts) && (!n.ends || dates_[t] <= *n.ends);
  }
  const GroupHistory& group(std::size_t g);
  double core_mean(std::size_t g) const;
  std::vector<double> concessions(const MadeName&);
  std::vector<double> moves(const MadeName&) const;
  void quote(std::size_t name, std::vector<double>& spread) const;

  const SyntheticSpec& spec_;
  const std::string& case_;
  std::uint64_t seed_;
  std::vector<Date> dates_;
  std::size_t rows_;
  std::vector<MadeName> names_;
  Reversion reversion_, issuer_reversion_;
  std::vector<double> index_path_, index_noise_, duration_scale_;
  std::map<std::size_t, GroupHistory> groups_;
};

double Synthesis::core_mean(std::size_t g) const {
  double weighted = 0, weight = 0;
  for (const MadeName& n : names_) {
    if (n.group != g || !n.core) continue;
    weighted += n.duration_years * n.level;
    weight += n.duration_years;
  }
  return weight > 0 ? weighted / weight : 1;
}

const Synthesis::GroupHistory& Synthesis::group(std::size_t g) {
  const auto [at, is_new] = groups_.try_emplace(g);
  GroupHistory& h = at->second;
  if (!is_new) return h;
  const GroupSpec& spec = spec_.groups[g];
  const auto own = spec.case_anchors_bp.find(case_);
  h.anchors = on_rows(own != spec.case_anchors_bp.end() ? own->second : spec.anchors_bp);
  h.core_mean = core_mean(g);
  h.path.resize(dates_.size());
  for (std::size_t t = 0; t < dates_.size(); ++t) h.path[t] = spec.level * index_path_[t];
  if (!h.anchors.empty()) {
    std::size_t joins = h.anchors.front().first;
    if (spec.follows_index_to) {
      joins = row_of(dates_, spec.follows_index_to->value);
      h.anchors.insert(h.anchors.begin(), {joins, h.path[joins]});
    }
    const std::vector<double> stated = monotone_path(h.anchors, dates_.size());
    std::copy(stated.begin() + static_cast<std::ptrdiff_t>(joins), stated.end(),
              h.path.begin() + static_cast<std::ptrdiff_t>(joins));
  }
  const auto own_part = deviations(reversion_, seed_, kGroupStreams + g, dates_.size());
  const double beta = spec.beta.value_or(spec.level), share = spec_.noise * spec.own_sd_bp / spec.at_bp;
  std::vector<double> away(dates_.size());
  for (std::size_t t = 0; t < away.size(); ++t) away[t] = beta * index_noise_[t] + share * h.path[t] * own_part[t];
  pin(away, rows_of(h.anchors), spec_.index.pinned);
  h.level.resize(away.size());
  for (std::size_t t = 0; t < away.size(); ++t) h.level[t] = h.path[t] + away[t];
  return h;
}

// bp that the group's new issues add to a name. The path's anchors hold what was observed, new issues included: what
// the core has on average at the anchors is taken off, in a straight line between them.
std::vector<double> Synthesis::concessions(const MadeName& name) {
  std::vector<double> own(rows_, 0), mean(dates_.size(), 0);
  bool any = false;
  for (const ConcessionSpec& c : spec_.concessions) {
    double share = 0, weight = 0;
    bool mine = false;
    for (const MadeName& n : names_) {
      if (n.issuer == c.issuer.value && n.group == name.group) mine = true;
      if (n.group != name.group || !n.core) continue;
      share += n.duration_years * (n.issuer == c.issuer.value ? 1 : c.spill);
      weight += n.duration_years;
    }
    if (!mine) continue;
    any = true;
    const std::size_t priced = row_of(dates_, c.date.value);
    const double of_name = name.issuer == c.issuer.value ? 1 : c.spill;
    for (std::size_t t = priced; t < dates_.size(); ++t) {
      const double size = c.size_bp * concession(t - priced + 1);
      if (t < rows_) own[t] += of_name * size;
      if (weight > 0) mean[t] += share / weight * size;
    }
  }
  if (!any) return {};
  const auto& anchors = group(name.group).anchors;
  for (std::size_t k = 0; k < anchors.size(); ++k) {
    const std::size_t from = anchors[k].first, to = k + 1 < anchors.size() ? anchors[k + 1].first : rows_;
    const double a = mean[from], b = k + 1 < anchors.size() ? mean[to] : a;
    for (std::size_t t = from; t < std::min(to, rows_); ++t) {
      own[t] -= a + (b - a) * static_cast<double>(t - from) / static_cast<double>(to - from);
    }
  }
  return own;
}

// x the spread, for what migrations do to a name before they happen. A smooth step.
std::vector<double> Synthesis::moves(const MadeName& name) const {
  std::vector<double> out;
  for (const MigrationSpec& m : spec_.migrations) {
    const auto of = std::find_if(names_.begin(), names_.end(), [&](const auto& n) { return n.id == m.name.value; });
    if (of->issuer != name.issuer) continue;
    out.resize(rows_, 1);
    const std::size_t date = row_of(dates_, m.date.value);
    for (std::size_t t = 0; t < rows_; ++t) {
      const double left = t >= date ? 0 : static_cast<double>(date - t) / std::max(m.lead_rows, 1);
      const double done = left >= 1 ? 0 : 1 - left;
      out[t] *= 1 + (m.spread_multiple - 1) * done * done * (3 - 2 * done);
    }
  }
  return out;
}

// Repeated and missing quotes of a thin name.
void Synthesis::quote(std::size_t name, std::vector<double>& spread) const {
  const QuotesSpec& q = spec_.quotes;
  const RandomStream random(seed_, kGapStreams + name);
  const double shortest = q.stale_rows.first, longest = q.stale_rows.second;
  std::size_t repeat = 0;
  for (std::size_t t = 1; t < rows_; ++t) {
    const double u = random.uniform(t);
    if (repeat > 0) {
      --repeat;
      spread[t] = spread[t - 1];
    } else if (u < q.stale_starts) {  // u / stale_starts is uniform again
      repeat = static_cast<std::size_t>(std::floor(shortest + u / q.stale_starts * (longest - shortest + 1))) - 1;
      spread[t] = spread[t - 1];
    }
  }
  for (std::size_t t = 0; t < rows_; ++t) {
    if (1 - random.uniform(t) < q.missing) spread[t] = kNaN;
  }
}

void Synthesis::spread(std::size_t i, std::size_t first, Panel& to, std::size_t column) {
  const MadeName& n = names_[i];
  const GroupSpec& spec = spec_.groups[n.group];
  const GroupHistory& h = group(n.group);
  const auto jump = concessions(n), moved = moves(n);
  const auto own = deviations(issuer_reversion_, seed_, kIssuerStreams + n.issuer_stream, rows_);
  const double share = spec_.noise * spec.issuer_sd_bp / spec.at_bp, level = n.level / h.core_mean;
  const double drift = share * issuer_reversion_.level, centre = drift * drift / 2;  // so that the mean is the path
  const RandomStream quotes(seed_, kQuoteStreams + i);
  const double quote_noise = spec_.noise * spec_.quotes.noise_bp;
  const bool thin = n.thin && spec_.noise > 0;
  std::vector<double> spread(rows_, kNaN);
  for (std::size_t t = thin ? 0 : first; t < rows_; ++t) {
    double s = h.level[t] * level;
    if (share > 0) s *= exp(share * own[t] - centre);
    if (!moved.empty()) s *= moved[t];
    if (!jump.empty()) s += jump[t];
    if (quote_noise > 0) s += quote_noise * quotes.normal(t);
    spread[t] = rounded(std::max(s, kLeastSpread), 100);
  }
  if (thin) quote(i, spread);
  for (std::size_t t = first; t < rows_; ++t) to.row(t - first)[column] = quoted(n, t) ? spread[t] : kNaN;
}

void Synthesis::duration(std::size_t i, std::size_t first, Panel& to, std::size_t column) const {
  const MadeName& n = names_[i];
  for (std::size_t t = first; t < rows_; ++t) {
    to.row(t - first)[column] = quoted(n, t) ? rounded(n.duration_years * duration_scale_[t], 1000) : kNaN;
  }
}

void Synthesis::rating(std::size_t i, std::size_t first, Panel& to, std::size_t column) const {
  const MadeName& n = names_[i];
  for (std::size_t t = first; t < rows_; ++t) to.row(t - first)[column] = quoted(n, t) ? rating_at(spec_, n, dates_[t]) : kNaN;
}

void Synthesis::market_value(std::size_t i, std::size_t first, Panel& to, std::size_t column) const {
  const MadeName& n = names_[i];
  const CivilDate start = civil(dates_.front());
  for (std::size_t t = first; t < rows_; ++t) {
    const CivilDate now = civil(dates_[t]);
    const int months = 12 * (now.year - start.year) + now.month - start.month;
    const double bn = n.market_value_bn * (1 + spec_.issuers.size_growth * months / 12);
    to.row(t - first)[column] = quoted(n, t) ? rounded(bn, 100) * 1e9 : kNaN;
  }
}

const std::map<std::string, FieldInfo>& field_infos() {
  static const std::map<std::string, FieldInfo> kInfos = {
      {"spread", {"spread", "bp", Sampling::point, Quote::constant_maturity, 0, ""}},
      {"duration", {"duration", "years", Sampling::point, Quote::unstated, 0, ""}},
      {"rating", {"rating", "number", Sampling::point, Quote::unstated, 1, "middle of three, lower of two"}},
      {"market_value", {"market_value", "currency", Sampling::point, Quote::unstated, 0, ""}}};
  return kInfos;
}

using Column = void (*)(Synthesis&, std::size_t, std::size_t, Panel&, std::size_t);
Column column_of(const std::string& field) {
  if (field == "spread") return [](Synthesis& h, std::size_t i, std::size_t t, Panel& p, std::size_t c) { h.spread(i, t, p, c); };
  if (field == "duration") return [](Synthesis& h, std::size_t i, std::size_t t, Panel& p, std::size_t c) { h.duration(i, t, p, c); };
  if (field == "rating") return [](Synthesis& h, std::size_t i, std::size_t t, Panel& p, std::size_t c) { h.rating(i, t, p, c); };
  return [](Synthesis& h, std::size_t i, std::size_t t, Panel& p, std::size_t c) { h.market_value(i, t, p, c); };
}

void check_case(const SyntheticSpec& spec, const std::string& market_case) {
  std::vector<std::string> cases;
  for (const PlacedText& one : spec.cases) cases.push_back(one.value);
  if (const auto fault = case_fault(cases, market_case)) {
    throw Error(ErrorKind::usage, spec.spec.string(), fault->what, fault->hint);
  }
}

}  // namespace

MarketData synthesise(const SyntheticSpec& spec, const std::string& market_case, std::uint64_t seed,
                      const StoreRequest& request) {
  check_case(spec, market_case);
  Synthesis history(spec, market_case, seed, request.first_row + request.rows);
  MarketData data;
  data.info = spec.info;
  data.info.market_case = market_case;
  const auto first = history.dates().begin() + static_cast<std::ptrdiff_t>(request.first_row);
  data.dates.assign(first, first + static_cast<std::ptrdiff_t>(request.rows));
  data.instruments = instruments_of(history.names(), spec.issuers.recovery).part(request.names);
  for (const std::string& name : request.fields) {
    Field& field = data.fields[name];
    field.info = field_infos().at(name);
    field.panel = {request.rows, request.names.size(), std::vector<double>(request.rows * request.names.size())};
    const Column column = column_of(name);
    for (std::size_t c = 0; c < request.names.size(); ++c) {
      column(history, request.names[c], request.first_row, field.panel, c);
    }
  }
  for (const std::string& name : request.series) data.series[name] = synthetic_series(spec, name);
  return data;
}

MarketData synthesise(const SyntheticSpec& spec, const std::string& market_case, std::uint64_t seed) {
  StoreRequest all;
  all.rows = us_bond_days(spec.from.value, spec.to.value).size();
  const std::vector<MadeName> names = make_names(spec);
  for (std::uint32_t i = 0; i < names.size(); ++i) all.names.push_back(i);
  for (const auto& [name, info] : field_infos()) all.fields.push_back(name);
  for (const auto& one : spec.series) all.series.push_back(one.name);
  MarketData data = synthesise(spec, market_case, seed, all);
  data.events = synthetic_events(spec, names, data.dates);
  return data;
}

}  // namespace relval
