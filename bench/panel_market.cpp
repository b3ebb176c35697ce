#include "panel_market.hpp"

#include <cstdlib>
#include <cstring>

#include "base/numeric.hpp"
#include "market/store.hpp"

namespace relval::bench {
namespace {

constexpr std::size_t kRows = 5040, kNames = 1000;

template <class T> std::vector<T> raw(const Path& file) {
  const std::string bytes = read_file(file);
  std::vector<T> out(bytes.size() / sizeof(T));
  std::memcpy(out.data(), bytes.data(), out.size() * sizeof(T));
  return out;
}

void add_field(MarketData& m, const char* name, const char* unit, std::vector<double> values) {
  Field& f = m.fields[name];
  f.info.name = name;
  f.info.unit = unit;
  f.panel = {m.dates.size(), kNames, std::move(values)};
}

MarketData from_files(const Path& folder) {
  MarketData m;
  for (std::int64_t d : raw<std::int64_t>(folder / "panel.dates.i64"))
    m.dates.push_back({static_cast<std::int32_t>(d)});
  add_field(m, "spread", "bp", raw<double>(folder / "panel.spread.f64"));
  add_field(m, "duration", "years", raw<double>(folder / "panel.duration.f64"));
  return m;
}

MarketData from_seed() {
  MarketData m;
  for (Date d = make_date(2005, 1, 3); m.dates.size() < kRows; ++d.days)
    if (!is_weekend(d)) m.dates.push_back(d);
  std::uint64_t state = 20240229;
  const auto uniform = [&] {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<double>(state >> 11) * 0x1p-53;
  };
  std::vector<double> spread(kRows * kNames), duration(kRows * kNames);
  for (std::size_t i = 0; i < kNames; ++i) {
    double s = 40 + 400 * uniform();
    const double years = 2.5 + 6.5 * uniform();
    for (std::size_t t = 0; t < kRows; ++t) {
      s *= 1 + 0.02 * (uniform() - 0.5) + 0.001 * (150 - s) / 150;
      spread[t * kNames + i] = s;
      duration[t * kNames + i] = years - static_cast<double>(t % 126) / 252;
    }
  }
  add_field(m, "spread", "bp", std::move(spread));
  add_field(m, "duration", "years", std::move(duration));
  return m;
}

MarketData make() {
  const char* folder = std::getenv("BENCH_DATA");
  MarketData m = folder ? from_files(folder) : from_seed();
  m.info.title = "benchmark panel";
  m.info.synthetic = true;
  for (std::size_t i = 0; i < kNames; ++i) {
    m.instruments.id.push_back("N" + std::to_string(i));
    m.instruments.kind.push_back(Kind::spread_index);
  }
  return m;
}

}  // namespace

const MarketData& panel_market() {
  static const MarketData market = make();
  return market;
}

const Path& panel_store() {
  static const Path path = [] {
    const Path p = std::filesystem::temp_directory_path() / "relval_bench_panel.h5";
    write_store(p, panel_market());
    return p;
  }();
  return path;
}

std::optional<std::vector<double>> reference() {
  const char* folder = std::getenv("BENCH_DATA");
  const Path file = Path(folder ? folder : "") / "expected_W2.npy";
  if (!folder || !relval::exists(file)) return std::nullopt;
  const std::string bytes = read_file(file);
  std::vector<double> out(4);
  std::memcpy(out.data(), bytes.data() + bytes.size() - 4 * sizeof(double), 4 * sizeof(double));
  return out;
}

}  // namespace relval::bench
