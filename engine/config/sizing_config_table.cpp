// The keys of sizing, neutral and limits.
#include "config/run_config_checks.hpp"
#include "config/run_config_sections.hpp"

namespace relval {
namespace {

using Units = std::vector<std::pair<std::string, RiskUnit>>;
const Units kUnits = {
    {"notional", RiskUnit::notional}, {"cs01", RiskUnit::cs01},           {"dts", RiskUnit::dts},
    {"vol", RiskUnit::vol},           {"pair_beta", RiskUnit::pair_beta}, {"market_beta", RiskUnit::market_beta}};
const Units kAmounts = {{"notional", RiskUnit::notional}, {"cs01", RiskUnit::cs01}, {"dts", RiskUnit::dts}};
const std::vector<std::pair<std::string, OnBreach>> kBreach = {
    {"trim", OnBreach::trim}, {"finding", OnBreach::finding}, {"fail", OnBreach::fail}};

Section<BetaConfig> beta() {
  const auto write_window = [](const BetaConfig& beta) -> std::optional<Node> {
    return Node::scalar(beta.window_length ? to_text(beta.window_length->value) : std::to_string(beta.window));
  };
  return Section<BetaConfig>()
      .choice("method", &BetaConfig::method, {{"ols", BetaMethod::ols}, {"ewma", BetaMethod::ewma}},
              {.help = "least squares over the window, every row alike or the newest weighing most"})
      .custom("window", KeyType::text,
              {.help = "looked back on, the decision row included", .unit = "rows, or a length",
               .bounds = between(3, 5000), .default_note = "120"},
              {"120", "120d", "26w", "6m"}, read_window, write_window)
      .number("lambda", &BetaConfig::lambda,
              {.help = "ewma: what a row weighs against the row after it", .bounds = between(0.5, 0.9999)})
      .choice("changes", &BetaConfig::changes, {{"absolute", Changes::absolute}, {"relative", Changes::relative}},
              {.help = "spread changes in bp, or as a share of the spread"})
      .integer("min_rows", &BetaConfig::min_rows,
               {.help = "fewer changes in the window: no size yet", .unit = "rows", .bounds = between(3, 5000)});
}

Section<NeutralBand> band() {
  return Section<NeutralBand>()
      .share("band", &NeutralBand::band,
             {.help = "most that |net| may be of gross", .required = true, .bounds = between(0, 1)})
      .choice("on_breach", &NeutralBand::on_breach, kBreach,
              {.help = "trim: cut the larger side; finding: say so; fail: say so and exit 1"})
      .place(&NeutralBand::place)
      .check([](NeutralBand& b, const Node&, Problems&) { b.given = true; })
      .written_if([](const NeutralBand& b) { return b.given; });
}

}  // namespace

Section<SizingConfig> sizing_section() {
  Section<SizingConfig> rehedge;
  rehedge
      .choice("every", &SizingConfig::rehedge_every,
              {{"never", Every::never},
               {"row", Every::row},
               {"week", Every::week},
               {"month", Every::month},
               {"quarter", Every::quarter}},
              {.help = "sizes are computed anew on the first row of each period"})
      .share(
          "beyond", &SizingConfig::rehedge_beyond,
          {.help =
               "... and traded only where a leg is off by more than this share; without every: looked at on every row",
           .bounds = at_least(0)});
  return Section<SizingConfig>()
      .choice("unit", &SizingConfig::unit, kUnits, {.help = "what a weight means: legs are matched in this unit"})
      .number("per_leg", &SizingConfig::per_leg,
              {.help = "what a weight of 1 holds, in per_leg_in: currency (notional), currency per bp (cs01), "
                       "currency per 100 % of spread (dts)",
               .required = true, .bounds = above(0)})
      .choice("per_leg_in", &SizingConfig::per_leg_in, kAmounts,
              {.help = "the unit of per_leg", .default_note = "the unit; cs01 with a reference_leg"})
      .text("reference_leg", &SizingConfig::reference_leg,
            {.help = "the leg that gets per_leg, where per_leg_in is not the unit; the others match it"})
      .part("rehedge", std::move(rehedge), {.help = "when sizes follow the market"})
      .share("no_trade_band", &SizingConfig::no_trade_band,
             {.help = "a resize smaller than this share of the book's gross is not traded", .bounds = between(0, 1)})
      .section("beta", &SizingConfig::beta, beta(), {.help = "how vol, pair_beta and market_beta are measured"})
      .place(&SizingConfig::place)
      .check(check_sizing)
      .written_if([](const SizingConfig& s) { return s.given; });
}

Section<NeutralConfig> neutral_section() {
  return Section<NeutralConfig>()
      .section("notional", &NeutralConfig::notional, band(), {.help = "net notional against gross"})
      .section("cs01", &NeutralConfig::cs01, band(), {.help = "net CS01 against gross"})
      .section("dts", &NeutralConfig::dts, band(), {.help = "net DTS against gross"})
      .section("market_beta", &NeutralConfig::market_beta, band(),
               {.help = "net beta-weighted CS01 against gross; betas on the factor leg, as sizing.beta says"});
}

Section<LimitsConfig> limits_section() {
  return Section<LimitsConfig>()
      .share("gross", &LimitsConfig::gross, {.help = "most gross notional, share of capital", .bounds = above(0)})
      .share("net", &LimitsConfig::net, {.help = "most |net| notional, share of capital", .bounds = above(0)})
      .choice("on_breach", &LimitsConfig::on_breach, kBreach,
              {.help = "trim: size down; finding: say so; fail: say so and exit 1"})
      .written_if([](const LimitsConfig& l) { return l.gross || l.net; });
}

const char* name_of(RiskUnit unit) {
  for (const auto& [word, u] : kUnits)
    if (u == unit) return word.c_str();
  return "";
}

const char* name_of(OnBreach action) {
  for (const auto& [word, a] : kBreach)
    if (a == action) return word.c_str();
  return "";
}

bool needs_beta(RiskUnit unit) {
  return unit == RiskUnit::vol || unit == RiskUnit::pair_beta || unit == RiskUnit::market_beta;
}

}  // namespace relval
