#include "study/audit_words.hpp"

#include <array>

#include "base/text.hpp"
#include "portfolio/ledger.hpp"
#include "pricing/component.hpp"

namespace relval {
namespace {

class Words {
 public:
  Words(const RecordedDifference& d, const RunPlan& plan, const MarketData& market)
      : d_(d), plan_(plan), market_(market) {}

  AuditFinding finding() const {
    AuditFinding out;
    out.date = market_.dates[d_.row + plan_.warm_up_rows];
    out.was = d_.was;
    out.is = d_.is;
    tell(out);
    if (!d_.failure.empty()) {
      out.asset.clear();
      out.input = "the replay fails";
      out.text = d_.failure;
    }
    return out;
  }

 private:
  std::string leg(std::size_t l) const { return plan_.universe.legs[l].name; }
  std::string asset(std::size_t a) const { return plan_.strategy.asset_names[a]; }
  std::string slot(std::size_t s) const { return market_.instruments.id[s]; }
  std::string cell() const { return leg(d_.item / kSides) + (d_.item % kSides == 0 ? ", long side" : ", short side"); }

  // Of a signal of one value: the asset it is of, where it is of one.
  std::string asset_of(std::int32_t node) const {
    const SignalNode& n = plan_.strategy.signals.nodes()[static_cast<std::size_t>(node)];
    if (n.op == SignalOp::of) return asset(static_cast<std::size_t>(n.asset));
    std::string one;
    for (int i = 0; i < input_count(n.op); ++i) {
      const std::string of = asset_of(n.input[i]);
      if (!of.empty() && !one.empty() && of != one) return {};
      if (!of.empty()) one = of;
    }
    return one;
  }

  void tell(AuditFinding& f) const {
    const auto say = [&](const char* stage, std::string who, std::string input) {
      f.stage = stage;
      f.asset = std::move(who);
      f.input = std::move(input);
    };
    static constexpr std::array kLevels = {"quoted spread", "adjusted spread", "duration"};
    static constexpr std::array kTrade = {"decision row",       "notional before",    "notional after",
                                          "spread traded at",   "duration traded at", "reason of the trade",
                                          "signal of the trade"};
    static constexpr std::array kCost = {"half-spread", "cost"};
    static constexpr std::array kQuotes = {"spread known", "duration known", "whether it is quoted"};
    static constexpr std::array kExposure = {"notional", "CS01", "DTS"};
    const std::size_t i = d_.index;
    switch (d_.stage) {
      case Watched::member:
        return say("universe", slot(plan_.universe.legs[d_.item].slots[i]), "weight in " + leg(d_.item));
      case Watched::level: return say("universe", leg(d_.item), kLevels[i]);
      case Watched::earned: return say("valuation", slot(i), "P&L of the interval");
      case Watched::trade: return say("execution", slot(d_.item), d_.only_one ? "whether it trades" : kTrade[i]);
      case Watched::cost: return say("cost", slot(d_.item), kCost[i]);
      case Watched::signal: {
        const auto node = static_cast<std::int32_t>(d_.item);
        const bool one = plan_.strategy.signals.nodes()[d_.item].one_value;
        return say("signal", one ? asset_of(node) : asset(i),
                   plan_.strategy.signals.text(node, plan_.strategy.asset_names));
      }
      case Watched::quote: return say("sizing", slot(i), kQuotes[d_.item]);
      case Watched::target:
      case Watched::first_answer:
      case Watched::second_answer: return say("decision", asset(i), "target");
      case Watched::size: return say("sizing", slot(i), "notional wanted");
      case Watched::order: return say("orders", slot(i), "notional ordered");
      case Watched::position: return say("book", slot(i), "notional held");
      case Watched::pnl: return say("P&L", cell(), i < kComponents ? kComponentNames[i] : "total");
      case Watched::exposure: return say("exposure", cell(), kExposure[i]);
    }
  }

  const RecordedDifference& d_;
  const RunPlan& plan_;
  const MarketData& market_;
};

}  // namespace

AuditFinding in_words(const RecordedDifference& d, const RunPlan& plan, const MarketData& market) {
  return Words(d, plan, market).finding();
}

}  // namespace relval
