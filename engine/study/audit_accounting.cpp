#include "study/audit_accounting.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "analytics/exclusions.hpp"
#include "analytics/pnl_tables.hpp"
#include "base/text.hpp"
#include "study/audit_recording.hpp"

namespace relval {
namespace {

constexpr std::size_t kCost = index_of(Component::cost), kResidual = index_of(Component::residual);

class Account {
 public:
  Account(const RunResult& r, const MarketData& market, const RunPlan& plan)
      : r_(r), market_(market), plan_(plan), daily_(daily_pnl(r)), table_(pnl_table(r, daily_)) {}

  std::vector<AuditPart> parts() {
    components();
    levels();
    costs();
    positions();
    timeline();
    idle();
    exclusions();
    return std::move(out_);
  }

 private:
  AuditPart& part(const char* name, const char* does) {
    return out_.emplace_back(AuditPart{AuditPart::Group::accounting, name, does, r_.rows()});
  }
  std::string leg(std::size_t l) const { return r_.legs[l].name; }

  void fault(AuditPart& p, std::size_t row, std::string asset, std::string input, double was, double is) const {
    if (p.finding && p.finding->date <= r_.dates[row]) return;
    p.finding = AuditFinding{r_.dates[row], "accounting", std::move(asset), std::move(input), was, is, {}};
  }
  void expect(AuditPart& p, std::size_t row, const std::string& asset, const char* input, double stated,
              double again) const {
    ++p.values;
    if (!same_bits({&stated, 1}, {&again, 1}) && stated != again) fault(p, row, asset, input, stated, again);
  }

  // The left-to-right sum of the components, the residual last.
  void closes(AuditPart& p, std::size_t row, const std::string& who, const PnlCell& cell) const {
    double sum = 0;
    for (const double c : cell.component) sum += c;
    expect(p, row, who, "total against the sum of its components", cell.total, sum);
  }

  void components() {
    AuditPart& p = part("components", "sum to the total, at every level");
    const std::size_t legs = r_.legs.size(), names = r_.instruments.size();
    for (std::size_t t = 0; t < r_.rows(); ++t) {
      for (std::size_t l = 0; l < legs; ++l) {
        for (const Side s : {Side::long_risk, Side::short_risk}) closes(p, t, leg(l), r_.cell(t, l, s));
        closes(p, t, leg(l), daily_.leg[t * legs + l]);
      }
      for (std::size_t s = 0; s < kSides; ++s) closes(p, t, "a side of the book", daily_.side[t * kSides + s]);
      closes(p, t, "the book", daily_.total[t]);
      for (std::size_t s = 0; s < names && !r_.by_name.empty(); ++s)
        closes(p, t, r_.instruments.id[s], r_.by_name[t * names + s]);
    }
    const std::size_t last = r_.rows() - 1;
    for (std::size_t s = 0; s < names; ++s) closes(p, last, r_.instruments.id[s], r_.names[s].pnl);
    for (const PnlTable::Leg& l : table_.legs) {
      closes(p, last, l.name, l.total);
      for (const PnlCell& side : l.side) closes(p, last, l.name, side);
    }
    closes(p, last, "the book", table_.total);
  }

  // A total is the sum of the totals below it; where no residual closes the components on that sum, it lies less than
  // an ulp of its largest component off (accounting.md).
  void adds_up(AuditPart& p, std::size_t row, const std::string& who, const char* input, const PnlCell& cell,
               double sum) const {
    double most = 0, partial = 0;
    for (std::size_t c = 0; c < kResidual; ++c) {
      partial += cell.component[c];
      most = std::max({most, std::fabs(cell.component[c]), std::fabs(partial)});
    }
    ++p.values;
    if (std::fabs(cell.total - sum) > most * std::numeric_limits<double>::epsilon())
      fault(p, row, who, input, cell.total, sum);
  }

  void levels() {
    AuditPart& p = part("levels", "sides, legs and days sum to the run");
    const std::size_t legs = r_.legs.size(), last = r_.rows() - 1;
    double run = 0;
    std::vector<double> of_leg(legs, 0.0);
    for (std::size_t t = 0; t < r_.rows(); ++t) {
      double book = 0;
      for (std::size_t l = 0; l < legs; ++l) {
        double sum = 0;
        for (const Side s : {Side::long_risk, Side::short_risk}) {
          sum += r_.cell(t, l, s).total;
          book += r_.cell(t, l, s).total;
        }
        adds_up(p, t, leg(l), "day of a leg against its sides", daily_.leg[t * legs + l], sum);
        of_leg[l] += daily_.leg[t * legs + l].total;
      }
      adds_up(p, t, "the book", "day of the book against its legs", daily_.total[t], book);
      run += daily_.total[t].total;
    }
    for (std::size_t l = 0; l < legs; ++l)
      adds_up(p, last, leg(l), "total of a leg against its days", table_.legs[l].total, of_leg[l]);
    adds_up(p, last, "the book", "total against the last value of the curve", table_.total, run);
  }

  // In the order of the ledger: what was held, by kind and slot, then what was entered, as it traded.
  void costs() {
    AuditPart& p = part("costs", "what the trades cost, none a gain");
    const std::size_t legs = r_.legs.size(), names = r_.instruments.size();
    if (r_.positions.empty()) return skip(p);
    auto next = r_.trades.begin();
    for (std::size_t t = 0; t < r_.rows(); ++t) {
      std::vector<double> cell(legs * kSides, 0.0);
      std::vector<std::uint32_t> entered;
      std::map<std::pair<int, std::uint32_t>, double> held;
      std::map<std::uint32_t, double> fresh;
      const double* after = r_.positions.data() + t * names;
      for (; next != r_.trades.end() && next->row == t; ++next) {
        if (next->cost > 0) fault(p, t, r_.instruments.id[next->slot], "cost of a trade", next->cost, 0);
        const bool was_held = t > 0 && r_.positions[(t - 1) * names + next->slot] != 0;
        if (was_held) held[{static_cast<int>(r_.instruments.kind[next->slot]), next->slot}] += next->cost;
        else fresh[next->slot] += next->cost;
        if (!was_held && std::find(entered.begin(), entered.end(), next->slot) == entered.end())
          entered.push_back(next->slot);
      }
      const auto at = [&](std::uint32_t s, double notional) -> double& {
        return cell[static_cast<std::size_t>(plan_.universe.leg_of[s]) * kSides + (notional < 0 ? 1 : 0)];
      };
      for (const auto& [who, cost] : held) at(who.second, r_.positions[(t - 1) * names + who.second]) += cost;
      for (const std::uint32_t s : entered) at(s, after[s]) += fresh[s];
      for (std::size_t i = 0; i < cell.size(); ++i)
        expect(p, t, leg(i / kSides), "cost against that of its trades", r_.pnl[t * legs * kSides + i].component[kCost],
               cell[i]);
    }
  }

  static void skip(AuditPart& p) { p.skipped = "a book this large keeps positions only with report.by_name"; }

  void positions() {
    AuditPart& p = part("positions", "the sum of their trades");
    const std::size_t names = r_.instruments.size();
    if (r_.positions.empty()) return skip(p);
    if (plan_.config.valuation.notional == NotionalMode::drift) {
      p.skipped = "valuation.notional: drift lets positions grow without a trade";
      return;
    }
    std::vector<double> held(names, 0.0);
    auto next = r_.trades.begin();
    for (std::size_t t = 0; t < r_.rows(); ++t) {
      for (; next != r_.trades.end() && next->row == t; ++next) {
        expect(p, t, r_.instruments.id[next->slot], "notional a trade starts from", next->before, held[next->slot]);
        held[next->slot] = next->after;
      }
      for (std::size_t s = 0; s < names; ++s)
        expect(p, t, r_.instruments.id[s], "notional against its trades", r_.positions[t * names + s], held[s]);
    }
  }

  void timeline() {
    AuditPart& p = part("timeline", "trades late enough, at their marks");
    const MarksReader marks(market_);
    for (const Trade& x : r_.trades) {
      if (x.reason == TradeReason::matured) continue;
      const std::string& who = r_.instruments.id[x.slot];
      const std::size_t earliest = x.decided_row + static_cast<std::size_t>(r_.delay_rows);
      ++p.values;
      if (x.row < earliest)
        fault(p, x.row, who, "row of a trade against its decision and delay", static_cast<double>(x.row),
              static_cast<double>(earliest));
      const Marks at = marks.at(x.row + plan_.warm_up_rows, x.slot);
      expect(p, x.row, who, "spread of a trade against the close's", x.spread_bp, at.spread_bp);
      expect(p, x.row, who, "duration of a trade against the close's", x.duration_years, at.duration_years);
      if (!at.quoted) fault(p, x.row, who, "a trade without a quote, notional", x.after, x.before);
    }
    if (p.values == 0) p.skipped = "nothing was traded";
  }

  // A leg's side that nothing was held in over the interval.
  void idle() {
    AuditPart& p = part("idle legs", "held nothing, earned nothing");
    const std::size_t legs = r_.legs.size(), names = r_.instruments.size();
    if (r_.positions.empty()) return skip(p);
    for (std::size_t t = 0; t < r_.rows(); ++t) {
      std::vector<char> held(legs * kSides, 0);
      for (std::size_t s = 0; t > 0 && s < names; ++s) {
        const double n = r_.positions[(t - 1) * names + s];
        if (n != 0) held[static_cast<std::size_t>(plan_.universe.leg_of[s]) * kSides + (n < 0 ? 1 : 0)] = 1;
      }
      for (std::size_t i = 0; i < held.size(); ++i)
        for (std::size_t c = 0; !held[i] && c < kResidual; ++c)
          if (c != kCost)
            expect(p, t, leg(i / kSides), kComponentNames[c], r_.pnl[t * legs * kSides + i].component[c], 0);
    }
  }

  void exclusions() {
    AuditPart& p = part("exclusions", "never held where excluded");
    if (r_.positions.empty()) return skip(p);
    for (const ExclusionProof& proof : prove_exclusions(r_)) {
      ++p.values;
      if (proof.rows_clean < proof.rows) fault(p, 0, proof.name, "largest notional held", proof.largest, 0);
    }
    if (p.values == 0) p.skipped = "the config excludes nothing";
  }

  const RunResult& r_;
  const MarketData& market_;
  const RunPlan& plan_;
  DailyPnl daily_;
  PnlTable table_;
  std::vector<AuditPart> out_;
};

}  // namespace

std::vector<AuditPart> account(const RunResult& r, const MarketData& market, const RunPlan& plan) {
  return Account(r, market, plan).parts();
}

}  // namespace relval
