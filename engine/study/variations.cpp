#include "study/variations.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>

#include "base/text.hpp"
#include "replay/load.hpp"
#include "study/leave_out.hpp"

namespace relval {
namespace {

constexpr const char* kCase = "market.case";

// A store under one of its cases, and the markets loaded from it: members of one universe and window share theirs.
class CaseOfStore {
 public:
  CaseOfStore(const VariedRun& run, const std::string& name)
      : own_(std::make_unique<Store>(run.store_file)), store_(*own_), loader_(*own_) {
    if (!name.empty()) own_->choose_case(name);
  }
  // The run's own case: its market is there already.
  explicit CaseOfStore(const VariedRun& run) : store_(run.store), loader_(run.store), run_(&run) {}

  const StoreHeader& header() const { return store_.header(); }

  RunResult replay(const RunPlan& plan, const MarketData*& market) {
    const bool as_run = run_ && key_of(plan) == key_of(run_->plan);
    market = &market_for(plan);
    return run(plan, {*market, "", 64, as_run ? run_->session.legs : &legs_for(plan, *market)});
  }

 private:
  // What the legs of a plan depend on, besides the store.
  struct Key {
    StoreRequest request;
    std::vector<std::string> universe;
    std::size_t warm_up_rows, look_back_rows;
    int delay_rows, stale_rows;
    bool operator==(const Key&) const = default;
  };
  static Key key_of(const RunPlan& p) {
    return {p.request,
            universe_key(p),
            p.warm_up_rows,
            p.look_back_rows,
            p.strategy.same_close ? 0 : p.delay_rows,
            p.config.stale.max_rows};
  }

  const MarketData& market_for(const RunPlan& plan) {
    if (run_ && plan.request == run_->plan.request) return run_->session.market;
    for (const auto& [request, market] : markets_)
      if (request == plan.request) return *market;
    if (!kept_) loader_.keep(plan.request.fields, plan.request.series);
    kept_ = true;
    markets_.emplace_back(plan.request, std::make_unique<MarketData>(loader_.load(plan)));
    return *markets_.back().second;
  }
  const LegHistory& legs_for(const RunPlan& plan, const MarketData& market) {
    const Key key = key_of(plan);
    for (const auto& [known, legs] : legs_)
      if (known == key) return *legs;
    legs_.emplace_back(key, std::make_unique<LegHistory>(follow_legs(plan, market)));
    return *legs_.back().second;
  }

  std::unique_ptr<Store> own_;
  const Store& store_;
  MarketLoader loader_;
  const VariedRun* run_ = nullptr;
  bool kept_ = false;
  std::vector<std::pair<StoreRequest, std::unique_ptr<MarketData>>> markets_;
  std::vector<std::pair<Key, std::unique_ptr<LegHistory>>> legs_;
};

class Runner {
 public:
  Runner(const VariedRun& run, std::size_t members) : run_(run), members_(members), as_run_(run) {}

  // One member: the run with these keys set after its own. Its figures, or why there are none.
  Variation member(const std::vector<Override>& own, const std::string& value) {
    Variation v;
    v.value = value;
    if (run_.on_progress) run_.on_progress("variations run", done_++, members_);
    try {
      RunPlan plan = planned(own);
      plan.config.report = run_.plan.config.report;  // a variation is the run but for its keys
      const MarketData* market = nullptr;
      const RunResult result = in_case(plan.config.market.case_name.value).replay(plan, market);
      v.figures = figures_of(result, *market);
      v.as_run = config_identity(plan.config) == config_identity(run_.plan.config);
    } catch (const Error& e) {
      v.fault = e.what();
    }
    return v;
  }

  std::string own_case() const { return run_.result.store.market_case; }

 private:
  RunPlan planned(const std::vector<Override>& own) {
    std::vector<Override> all = run_.overrides;
    all.insert(all.end(), own.begin(), own.end());
    const RunConfig config = read_run_config(run_.config_file, all);
    if (config.market.store.value != run_.plan.config.market.store.value)
      throw Error(ErrorKind::usage, "market.store", "variations are of one store", "run each store by itself");
    return make_plan(config, run_.store.header(), run_.registry);
  }
  CaseOfStore& in_case(const std::string& name) {
    if (name == own_case()) return as_run_;
    auto& other = others_[name];
    if (!other) other = std::make_unique<CaseOfStore>(run_, name);
    return *other;
  }

  const VariedRun& run_;
  std::size_t members_, done_ = 0;  // how many there will be, have been
  CaseOfStore as_run_;
  std::map<std::string, std::unique_ptr<CaseOfStore>> others_;
};

bool changes_sizes(const std::string& key) { return key.rfind("sizing.", 0) == 0; }

VariationTable table_of(const VaryConfig& vary, const std::vector<std::string>& cases, Runner& runner) {
  VariationTable table{vary.key, {}, vary.place.file.rfind("--vary", 0) == 0};
  for (const std::string& value : vary.values) {
    const Override own{vary.key, value};
    table.members.push_back(runner.member({own}, value));
    if (!changes_sizes(vary.key)) continue;
    for (const std::string& c : cases)  // a hedge is judged in every case of the store
      if (c != runner.own_case())
        if (const Variation there = runner.member({own, {kCase, c}}, value); there.fault.empty())
          table.members.back().other_cases.emplace_back(c, there.figures.total);
  }
  return table;
}

std::vector<EntryShift> entries_of(const RunConfig& config, const StoreHeader& store, Runner& runner) {
  std::vector<int> days = config.report.entry_shift_days;
  if (days.empty()) return {};
  days.push_back(0);
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  std::vector<EntryShift> out;
  for (const int shift : days) {
    const Date from{config.from.value.days + shift};
    if (from < store.dates.front() || config.to.value.days - from.days < 2) {
      out.push_back({shift, from, "the store or the run does not reach there", 0});
      continue;
    }
    const Variation v = runner.member({{"from", to_iso(from)}}, to_iso(from));
    out.push_back({shift, from, v.fault, v.figures.total, v.figures.entered});
  }
  return out;
}

// At most: a fault of a member spares the others of its hedge.
std::size_t members_of(const ReportConfig& report, std::size_t cases, std::size_t left_out) {
  const bool asked = !report.vary.empty() || !report.entry_shift_days.empty();
  std::size_t members = report.entry_shift_days.size() + 1 + left_out + (asked ? cases : 0);
  for (const VaryConfig& vary : report.vary)
    members += vary.values.size() * (changes_sizes(vary.key) ? std::max<std::size_t>(cases, 1) : 1);
  return members;
}

}  // namespace

Variations run_variations(const VariedRun& run) {
  Variations out;
  const RunConfig& config = run.plan.config;
  const std::vector<std::string>& cases = run.store.header().cases;
  const auto issuers = largest_issuers(run.result, static_cast<std::size_t>(config.report.leave_out.value_or(0)));
  Runner runner(run, members_of(config.report, cases.size(), issuers.size()));
  for (const VaryConfig& vary : config.report.vary) out.tables.push_back(table_of(vary, cases, runner));
  for (const Candidate& c : issuers) {
    const Variation v = runner.member(c.without, c.issuer);
    out.left_out.push_back({c.issuer, c.pnl, v.fault, v.figures});
  }
  out.entries = entries_of(config, run.store.header(), runner);
  const bool asked = !out.tables.empty() || !out.entries.empty();
  if (asked)
    for (const std::string& c : cases) out.cases.members.push_back(runner.member({{kCase, c}}, c));
  out.cases.key = kCase;
  if (config.report.seeds > 0) out.seeds = run_seeds(run, config.report.seeds);
  return out;
}

}  // namespace relval
