#include "analytics/stress_scenarios.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace relval {
namespace {

constexpr std::array<std::string_view, 4> kHyperscalers = {"AMZN", "GOOGL", "META", "MSFT"};
constexpr std::array<std::string_view, 1> kOracle = {"ORCL"};
constexpr std::array<std::string_view, 1> kTechnology = {"technology"};

constexpr ShockRule everyone(SpreadShock shock) { return {Hits::everyone, {}, shock}; }
using OneRule = std::array<ShockRule, 1>;

// Historical windows as the ratio of index spreads, last over first: ICE BofA US Corporate OAS as published on FRED.
constexpr OneRule kCovid = {everyone({3.93, 0})};              // 102 -> 401
constexpr std::array<std::string_view, 1> kTripleA = {"AAA"}, kSingleA = {"A"}, kTripleB = {"BBB"};
constexpr std::array<ShockRule, 4> kCovidByRating = {{{Hits::rating, kTripleA, {218.0 / 57.0, 0}},
                                                      {Hits::rating, kSingleA, {331.0 / 77.0, 0}},
                                                      {Hits::rating, kTripleB, {488.0 / 131.0, 0}},
                                                      everyone({3.93, 0})}};
constexpr OneRule kCovidRally = {everyone({156.0 / 401.0, 0})};
constexpr OneRule kLehman = {everyone({1.91, 0})};             // 344 -> 656
constexpr OneRule kGfc = {everyone({6.98, 0})};                // 94 -> 656
constexpr OneRule kEuro = {everyone({1.69, 0})};               // 161 -> 272
constexpr OneRule kEnergy = {everyone({1.60, 0})};             // 138 -> 221
constexpr OneRule k2018 = {everyone({163.0 / 113.0, 0})};
constexpr OneRule kSvb = {everyone({164.0 / 124.0, 0})};
constexpr OneRule kTariff = {everyone({121.0 / 97.0, 0})};

constexpr std::array<ShockRule, 1> kReversal = {{{Hits::owners, kHyperscalers, {0.7, 0}}}};
constexpr std::array<ShockRule, 4> kIssuance = {{{Hits::owners, kHyperscalers, {1.6, 0}},
                                                 {Hits::owners, kOracle, {3.0, 0}},
                                                 {Hits::sector, kTechnology, {1.2, 0}},
                                                 everyone({1.0, 3.0})}};

constexpr std::array<ShockRule, 4> kMildIssuance = {{{Hits::owners, kHyperscalers, {1.25, 0}},
                                                     {Hits::owners, kOracle, {1.5, 0}},
                                                     {Hits::sector, kTechnology, {1.1, 0}},
                                                     everyone({1.0, 1.0})}};

constexpr OneRule kUp10 = {everyone({1, 10})}, kUp25 = {everyone({1, 25})}, kUp50 = {everyone({1, 50})},
                  kUp100 = {everyone({1, 100})}, kDown10 = {everyone({1, -10})}, kDown25 = {everyone({1, -25})};
constexpr OneRule kTimes09 = {everyone({0.9, 0})}, kTimes11 = {everyone({1.1, 0})}, kTimes125 = {everyone({1.25, 0})},
                  kTimes15 = {everyone({1.5, 0})}, kTimes2 = {everyone({2, 0})};

constexpr std::string_view kOas = "US investment-grade spread, ICE BofA index OAS on FRED", kAssumed = "assumption";
constexpr std::array<Scenario, 24> kScenarios = {{
    {"covid", "Covid x3.93", "2020-02-19 to 2020-03-23: 102 to 401 bp", kOas, kCovid},
    {"hyperscaler_reversal", "hyperscalers x0.7", "AMZN, GOOGL, META, MSFT tighten by 30 %, the rest stays",
     kAssumed, kReversal},
    {"hyperscaler_issuance", "hyperscaler issuance",
     "AMZN, GOOGL, META, MSFT x1.6 (50 to 80 bp, September to November 2025), ORCL x3 (5-year CDS 40 to 120 bp),"
     " technology x1.2, the rest +3 bp",
     "press and manager notes of November and December 2025; technology and the rest are assumptions", kIssuance},
    {"hyperscaler_issuance_mild", "mild issuance",
     "AMZN, GOOGL, META, MSFT x1.25, ORCL x1.5, technology x1.1, the rest +1 bp", kAssumed, kMildIssuance},
    {"covid_by_rating", "Covid by rating",
     "2020-02-19 to 2020-03-23: AAA 57 to 218, A 77 to 331, BBB 131 to 488 bp, others 102 to 401",
     "US investment-grade spreads by rating, ICE BofA index OAS on FRED", kCovidByRating},
    {"gfc", "GFC x6.98", "2007-06-01 to 2008-12: 94 to 656 bp", kOas, kGfc},
    {"lehman", "Lehman x1.91", "2008-09-12 to 2008-12-05: 344 to 656 bp", kOas, kLehman},
    {"euro", "Euro x1.69", "2011-07-01 to 2011-10-04: 161 to 272 bp", kOas, kEuro},
    {"energy", "energy x1.60", "2015-06-01 to 2016-02-11: 138 to 221 bp", kOas, kEnergy},
    {"q4_2018", "Q4 2018 x1.44", "2018 Q4 to 2019-01-03: 113 to 163 bp", kOas, k2018},
    {"svb", "SVB x1.32", "2023-03-06 to 2023-03-15: 124 to 164 bp", kOas, kSvb},
    {"tariff", "tariff x1.25", "2025-03-31 to 2025-04-09: 97 to 121 bp", kOas, kTariff},
    {"covid_rally", "Covid rally x0.39", "2020-03-23 to 2020-06-08: 401 to 156 bp; the loss of shorts", kOas,
     kCovidRally},
    {"up_10", "+10 bp", "parallel", kAssumed, kUp10},
    {"up_25", "+25 bp", "parallel", kAssumed, kUp25},
    {"up_50", "+50 bp", "parallel", kAssumed, kUp50},
    {"up_100", "+100 bp", "parallel", kAssumed, kUp100},
    {"down_10", "-10 bp", "parallel", kAssumed, kDown10},
    {"down_25", "-25 bp", "parallel", kAssumed, kDown25},
    {"times_0.9", "x0.9", "proportional", kAssumed, kTimes09},
    {"times_1.1", "x1.1", "proportional", kAssumed, kTimes11},
    {"times_1.25", "x1.25", "proportional", kAssumed, kTimes125},
    {"times_1.5", "x1.5", "proportional", kAssumed, kTimes15},
    {"times_2", "x2", "proportional", kAssumed, kTimes2},
}};

bool contains(std::span<const std::string_view> who, const std::string& text) {
  return std::find(who.begin(), who.end(), text) != who.end();
}

bool fits(const ShockRule& rule, const Holding& h) {
  switch (rule.hits) {
    case Hits::everyone: return true;
    case Hits::owners: return contains(rule.who, h.owner);
    case Hits::rating: return contains(rule.who, h.rating);
    case Hits::sector:
      return std::any_of(h.sectors.begin(), h.sectors.end(),
                         [&](const std::string& s) { return contains(rule.who, lower(s)); });
  }
  return false;
}

}  // namespace

std::span<const Scenario> stress_scenarios() { return kScenarios; }

const ShockRule* rule_for(const Scenario& scenario, const Holding& h) {
  for (const ShockRule& rule : scenario.rules) {
    if (fits(rule, h)) return &rule;
  }
  return nullptr;
}

}  // namespace relval
