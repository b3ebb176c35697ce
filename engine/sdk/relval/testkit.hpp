// What the test of a strategy needs, with nothing of the engine inside: a made market, a run of the program on it, and
// what came out. A test is a program; relval_add_strategy_test() builds it and tells it where relval and the plugins
// are.
//
//   Market market("2025-01-02", 120);
//   market.asset("AAA", "cheap", 100).asset("BBB", "rich", 60).move("AAA", 60, 140);
//   const Run run = run_strategy(market, "{name: my_idea, long: cheap, short: rich}");
//   RELVAL_CHECK(run.ok);
//   RELVAL_CHECK(run.held("AAA", 59) == 0);
//   check_causal(market, "{name: my_idea, long: cheap, short: rich}");
//   return relval::testkit::result();
#pragma once

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>  // allowed: text alone
#include <stdexcept>
#include <string>
#include <vector>

#ifndef RELVAL_TESTKIT_PROGRAM
#define RELVAL_TESTKIT_PROGRAM "relval"
#endif
#ifndef RELVAL_TESTKIT_PLUGINS
#define RELVAL_TESTKIT_PLUGINS "build/plugins"
#endif

namespace relval::testkit {

inline int& failures() {
  static int count = 0;
  return count;
}
// Prints: it is a test's, on its own stderr.
inline void check(bool good, const std::string& what, const char* file, int line) {
  if (good) return;
  ++failures();
  std::fprintf(stderr, "%s:%d: failed: %s\n", file, line, what.c_str());
}
#define RELVAL_CHECK(condition) ::relval::testkit::check((condition), #condition, __FILE__, __LINE__)

// What main() returns.
inline int result() {
  if (failures() == 0) std::puts("all checks passed");
  return failures() == 0 ? 0 : 1;
}

// Spreads of a few names on consecutive business days (Monday to Friday); all else is constant.
class Market {
 public:
  Market(const std::string& first_date, int rows) {
    int year = 0, month = 0, day = 0;
    if (std::sscanf(first_date.c_str(), "%d-%d-%d", &year, &month, &day) != 3)  // allowed: whole numbers
      throw std::invalid_argument("a date YYYY-MM-DD was expected, found " + first_date);
    for (long d = days_of(year, month, day); static_cast<int>(dates_.size()) < rows; ++d)
      if (const long weekday = (d + 4) % 7; weekday != 0 && weekday != 6) dates_.push_back(text_of(d));
  }

  // A name in a leg, at one spread (bp) throughout.
  Market& asset(const std::string& id, const std::string& leg, double spread_bp, double duration_years = 5) {
    names_.push_back({id, leg, duration_years, std::vector<double>(dates_.size(), spread_bp)});
    return *this;
  }
  // From the row on, its spread is this.
  Market& move(const std::string& id, int row, double spread_bp) {
    auto& spread = name(id).spread_bp;
    (void)date(row);  // throws where there is no such row
    std::fill(spread.begin() + row, spread.end(), spread_bp);
    return *this;
  }
  // f(row) -> bp, NaN where there is no quote.
  template <class F> Market& spread(const std::string& id, F f) {
    auto& spread = name(id).spread_bp;
    for (std::size_t row = 0; row < spread.size(); ++row) spread[row] = f(static_cast<int>(row));
    return *this;
  }
  // The market as it would be known at the close of the row, with other values after it.
  Market with_other_future(int row) const {
    Market other = *this;
    for (std::size_t i = 0; i < other.names_.size(); ++i)
      for (std::size_t t = static_cast<std::size_t>(row) + 1; t < dates_.size(); ++t) {
        const double wave = static_cast<double>((7 * t + 3 * i) % 11) - 5;  // -5 to +5
        other.names_[i].spread_bp[t] *= std::exp(wave / 15);
      }
    return other;
  }

  const std::string& date(int row) const { return dates_.at(static_cast<std::size_t>(row)); }
  bool has(const std::string& asset_or_leg) const {
    return std::any_of(names_.begin(), names_.end(),
                       [&](const Name& n) { return n.id == asset_or_leg || n.leg == asset_or_leg; });
  }
  int rows() const { return static_cast<int>(dates_.size()); }

  // spreads.csv, import.yaml and the legs of a config.
  void write(const std::filesystem::path& folder) const {
    std::ofstream csv(folder / "spreads.csv"), spec(folder / "import.yaml");
    csv << "date";
    for (const Name& n : names_) csv << ',' << n.id;
    csv.precision(17);
    for (std::size_t t = 0; t < dates_.size(); ++t) {
      csv << '\n' << dates_[t];
      for (const Name& n : names_) {
        csv << ',';
        if (!std::isnan(n.spread_bp[t])) csv << n.spread_bp[t];
      }
    }
    csv << '\n';
    spec << "store: {file: market.h5, title: made by a test, origin: a test, licence: none, synthetic: true}\n"
         << "instruments:\n  defaults: {kind: spread_index}\n  list: [";
    for (const Name& n : names_) spec << (&n == &names_.front() ? "" : ", ") << n.id;
    spec << "]\nfields:\n  spread: {file: spreads.csv, unit: bp}\n  duration: {file: durations.csv, unit: years}\n";
    std::ofstream durations(folder / "durations.csv");
    durations << "date";
    for (const Name& n : names_) durations << ',' << n.id;
    for (const std::string& date : dates_) {
      durations << '\n' << date;
      for (const Name& n : names_) durations << ',' << n.duration_years;
    }
    durations << '\n';
  }
  std::string legs() const {
    std::vector<std::string> done;
    std::string out = "{";
    for (const Name& n : names_) {
      if (std::find(done.begin(), done.end(), n.leg) != done.end()) continue;
      done.push_back(n.leg);
      out += (done.size() > 1 ? ", " : "") + n.leg + ": {instruments: [";
      bool first = true;
      for (const Name& m : names_)
        if (m.leg == n.leg) {
          out += (first ? "" : ", ") + m.id;
          first = false;
        }
      out += "]}";
    }
    return out + "}";
  }

 private:
  struct Name {
    std::string id, leg;
    double duration_years;
    std::vector<double> spread_bp;
  };
  Name& name(const std::string& id) {
    for (Name& n : names_)
      if (n.id == id) return n;
    throw std::invalid_argument("the market has no " + id);
  }
  // Days since 1970-01-01 and back, of the proleptic Gregorian calendar.
  static long days_of(int year, int month, int day) {
    long days = day - 1;
    for (int y = 1970; y < year; ++y) days += leap(y) ? 366 : 365;
    for (int m = 1; m < month; ++m) days += length(year, m);
    return days;
  }
  static std::string text_of(long days) {
    int year = 1970, month = 1;
    for (; days >= (leap(year) ? 366 : 365); ++year) days -= leap(year) ? 366 : 365;
    for (; days >= length(year, month); ++month) days -= length(year, month);
    char text[40];
    const int day = static_cast<int>(days + 1);
    std::snprintf(text, sizeof(text), "%04d-%02d-%02d", year, month, day);  // allowed: whole numbers
    return text;
  }
  static bool leap(int y) { return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0; }
  static int length(int y, int m) {
    constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return m == 2 && leap(y) ? 29 : kDays[m - 1];
  }

  std::vector<std::string> dates_;
  std::vector<Name> names_;
};

struct Trade {
  std::string decided, date, asset, leg;
  double before = 0, after = 0;  // notional, > 0 is long credit risk
  std::string reason;
  bool operator==(const Trade&) const = default;
};

struct Run {
  bool ok = false;
  std::string messages;  // what relval said on stderr
  std::vector<Trade> trades;
  std::vector<double> pnl;  // by row, cost included
  std::vector<std::string> dates;
  Market market{"1970-01-01", 0};  // that it ran on

  double total() const {
    double sum = 0;
    for (const double x : pnl) sum += x;
    return sum;
  }
  // Notional of a name, or of all names of a leg, after the close of the row. One that the market has not got throws:
  // it would be held nowhere, and a check of that could not fail.
  double held(const std::string& asset_or_leg, int row) const {
    if (!market.has(asset_or_leg)) throw std::invalid_argument("the market has no " + asset_or_leg);
    std::vector<std::pair<std::string, double>> last;
    for (const Trade& t : trades) {
      if (t.date > dates.at(static_cast<std::size_t>(row))) continue;
      if (t.asset != asset_or_leg && t.leg != asset_or_leg) continue;
      const auto known = std::find_if(last.begin(), last.end(), [&](const auto& l) { return l.first == t.asset; });
      if (known == last.end()) last.emplace_back(t.asset, t.after);
      else known->second = t.after;
    }
    double sum = 0;
    for (const auto& [asset, notional] : last) sum += notional;
    return sum;
  }
};

namespace detail {

inline std::vector<std::vector<std::string>> read_csv(const std::filesystem::path& file) {
  std::vector<std::vector<std::string>> rows;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    std::vector<std::string> cells(1);
    for (const char c : line) {
      if (c == ',') cells.emplace_back();
      else cells.back() += c;
    }
    rows.push_back(std::move(cells));
  }
  return rows;
}

inline double number(const std::string& text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

inline std::string quoted(const std::string& word) {
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

// A folder that is gone when the run is over.
struct Folder {
  std::filesystem::path path;
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "relval-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path = name;
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  bool relval(const std::string& words) const {
    const std::string plugins = RELVAL_TESTKIT_PLUGINS;
    const std::string line = "cd " + quoted(path.string()) + " && RELVAL_PLUGIN_PATH=" + quoted(plugins) + " " +
                             quoted(RELVAL_TESTKIT_PROGRAM) + " " + words + " > out.txt 2>> messages.txt";
    return std::system(line.c_str()) == 0;
  }
};

}  // namespace detail

// Runs the strategy, written as in a config ("{name: my_idea, window: 20}"), on the whole market. more: further lines
// of the config, "costs: {default: {half_spread_floor_bp: 1}}".
inline Run run_strategy(const Market& market, const std::string& strategy, const std::string& more = "") {
  const detail::Folder folder;
  market.write(folder.path);
  std::ofstream(folder.path / "run.yaml") << "market: {store: market.h5}\nfrom: " << market.date(0)
                                          << "\nto: " << market.date(market.rows() - 1) << "\nlegs: " << market.legs()
                                          << "\nstrategy: " << strategy << "\nportfolio: {capital: 100000000}\n"
                                          << (more.find("sizing:") == std::string::npos
                                                  ? "sizing: {unit: cs01, per_leg: 10000}\n" : "")
                                          << more << "\n";
  Run run;
  run.market = market;
  run.ok = folder.relval("data import import.yaml") && folder.relval("run run.yaml");
  std::ostringstream messages;  // allowed: text alone
  messages << std::ifstream(folder.path / "messages.txt").rdbuf();
  run.messages = messages.str();
  for (int row = 0; row < market.rows(); ++row) run.dates.push_back(market.date(row));
  if (!run.ok) return run;
  const auto latest = folder.path / "results/run/latest";
  const auto daily = detail::read_csv(latest / "daily.csv"), trades = detail::read_csv(latest / "trades.csv");
  for (std::size_t i = 1; i < daily.size(); ++i) run.pnl.push_back(detail::number(daily[i][1]));
  for (std::size_t i = 1; i < trades.size(); ++i) {
    const auto& t = trades[i];
    run.trades.push_back({t[0], t[1], t[2], t[3], detail::number(t[4]), detail::number(t[5]), t[11]});
  }
  return run;
}

// Whatever happens after a row, what was decided up to it stays: the run is repeated with other futures.
inline void check_causal(const Market& market, const std::string& strategy, const std::string& more = "") {
  const Run whole = run_strategy(market, strategy, more);
  check(whole.ok, "the run goes through: " + whole.messages, "check_causal", 0);
  for (const int row : {market.rows() / 4, market.rows() / 2, 3 * market.rows() / 4}) {
    const Run other = run_strategy(market.with_other_future(row), strategy, more);
    const auto until = [&](const Run& run) {
      std::vector<Trade> out;
      for (const Trade& t : run.trades)
        if (t.date <= market.date(row)) out.push_back(t);
      return out;
    };
    check(other.ok && until(whole) == until(other), "trades up to " + market.date(row) + " depend on later rows",
          "check_causal", 0);
  }
}

}  // namespace relval::testkit
