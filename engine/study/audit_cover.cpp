#include "study/audit_cover.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/numeric.hpp"
#include "base/random.hpp"

namespace relval {
namespace {

constexpr std::uint64_t kSeed = 20'260'131;
constexpr std::uint64_t kTables = 1'000;  // streams of fields, of series and of tables
constexpr std::uint64_t kSeries = 2'000;
constexpr int kTries = 8;

// What the book is valued, traded and charged with: a row's own values, at its close.
bool are_marks(const std::string& field) {
  static const std::array kMarks = {"spread", "duration",          "price",        "convexity", "slope",
                                    "loss",   "spread_statistics", "excess_return"};
  return std::find(kMarks.begin(), kMarks.end(), field) != kMarks.end();
}

}  // namespace

Cover::Cover(const RunPlan& plan, const MarketData& market, CoverWith with)
    : real_plan_(plan), real_(market), with_(with), plan_(plan), market_(market) {
  std::uint64_t stream = 0;
  for (const auto& [name, field] : real_.fields) {
    columns_.push_back({&field.panel, &market_.fields.at(name).panel,
                        static_cast<std::size_t>(field.info.knowledge_lag), 0, are_marks(name), name == "rating",
                        name == "member", stream++});
    for (std::size_t t = 0; t < field.panel.rows; ++t) cover(columns_.back(), t);
  }
  stream = kSeries;
  for (auto& [name, series] : market_.series) {
    for (std::size_t i = 0; i < series.values.size(); ++i) series.values[i] = noise(stream, i, series.values[i]);
    ++stream;
  }
  next_line_.assign(plan_.strategy.tables.size(), 0);
  stream = kTables;
  for (InputTable& table : plan_.strategy.tables) {
    for (std::size_t i = 0; i < table.values.size(); ++i) table.values[i] = noise(stream, i, table.values[i]);
    ++stream;
  }
}

double Cover::noise(std::uint64_t stream, std::uint64_t index, double like) const {
  if (with_ == CoverWith::nothing) return kNaN;
  const double share = 0.75 + 0.5 * RandomStream(kSeed, stream).uniform(index);
  return std::isnan(like) || like == 0 ? share : share * like;
}

// A value the instrument had on some other row, moved by up to a quarter; ratings and membership stay what they are.
double Cover::covered(const Column& c, std::size_t row, std::size_t name) const {
  if (with_ == CoverWith::nothing) return kNaN;
  const RandomStream random(kSeed, c.stream);
  const std::uint64_t place = (row * c.real->names + name) * (kTries + 1);
  if (c.is_member) return random.uniform(place) < 0.5 ? 0 : 1;
  if (c.is_rating) return 1 + std::floor(22 * random.uniform(place));
  double like = kNaN;
  for (int i = 0; std::isnan(like) && i < kTries; ++i) {
    const double u = random.uniform(place + static_cast<std::uint64_t>(i));
    like = c.real->at(static_cast<std::size_t>(u * static_cast<double>(c.real->rows)), name);
  }
  return noise(c.stream, place + kTries, like);
}

void Cover::cover(const Column& c, std::size_t row) {
  for (std::size_t i = 0; i < c.real->names; ++i) c.shown->row(row)[i] = covered(c, row, i);
}

void Cover::uncover(const Column& c, std::size_t row) {
  std::copy_n(c.real->row(row), c.real->names, c.shown->row(row));
}

void Cover::row_begins(std::size_t row) {
  for (Column& c : columns_) {
    const std::size_t late = c.marks ? 0 : c.lag;
    for (; c.next + late <= row && c.next < c.real->rows; ++c.next) uncover(c, c.next);
  }
  const Date today = real_.dates[row];
  for (auto& [name, shown] : market_.series) {
    const Series& real = real_.series.at(name);
    for (std::size_t i = 0; i < real.values.size(); ++i)
      if (real.known_at[i] <= today) shown.values[i] = real.values[i];
  }
  for (std::size_t i = 0; i < plan_.strategy.tables.size(); ++i) {
    const InputTable& real = real_plan_.strategy.tables[i];
    for (std::size_t& t = next_line_[i]; t < real.dates.size() && real.dates[t] <= today; ++t)
      std::copy_n(real.values.begin() + static_cast<std::ptrdiff_t>(t * real.assets.size()), real.assets.size(),
                  plan_.strategy.tables[i].values.begin() + static_cast<std::ptrdiff_t>(t * real.assets.size()));
  }
}

void Cover::deciding(std::size_t row) {
  for (const Column& c : columns_)
    for (std::size_t k = 0; c.marks && k < std::min(c.lag, row + 1); ++k) cover(c, row - k);
}

void Cover::decided(std::size_t row) {
  for (const Column& c : columns_)
    for (std::size_t k = 0; c.marks && k < std::min(c.lag, row + 1); ++k) uncover(c, row - k);
}

}  // namespace relval
