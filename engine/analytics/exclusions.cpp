#include "analytics/exclusions.hpp"

#include <algorithm>
#include <cmath>

namespace relval {
namespace {

bool bears(const Instruments& all, std::size_t slot, const std::string& name) {
  return all.id[slot] == name || all.text_of("issuer", slot) == name || all.text_of("parent", slot) == name;
}

bool ever_held(const RunResult& r, std::uint32_t slot) {
  for (std::size_t t = 0; t < r.rows(); ++t)
    if (r.positions[t * r.instruments.size() + slot] != 0) return true;
  return false;
}

void scan(const RunResult& r, ExclusionProof& proof) {
  std::vector<std::size_t> slots;
  for (const LegInfo& leg : r.legs) {
    const bool excludes =
        proof.legs.empty() || std::find(proof.legs.begin(), proof.legs.end(), leg.name) != proof.legs.end();
    for (const std::uint32_t s : leg.slots) {
      if (!bears(r.instruments, s, proof.name)) continue;
      if (excludes) slots.push_back(s);
      else if (ever_held(r, s) && (proof.held_by.empty() || proof.held_by.back() != leg.name))
        proof.held_by.push_back(leg.name);
    }
  }
  proof.rows = r.rows();
  for (std::size_t t = 0; t < r.rows(); ++t) {
    double held = 0;
    for (const std::size_t s : slots) held += std::fabs(r.positions[t * r.instruments.size() + s]);
    if (held == 0) ++proof.rows_clean;
    proof.largest = std::max(proof.largest, held);
  }
}

}  // namespace

std::vector<ExclusionProof> prove_exclusions(const RunResult& r) {
  std::vector<ExclusionProof> out;
  if (r.positions.empty()) return out;
  const auto add = [&](const std::string& name, const std::string& leg) {
    auto known = std::find_if(out.begin(), out.end(), [&](const ExclusionProof& p) { return p.name == name; });
    if (known == out.end()) {
      ExclusionProof& proof = out.emplace_back();
      proof.name = name;
      if (!leg.empty()) proof.legs.push_back(leg);
    }
    else if (!known->legs.empty() && !leg.empty()) known->legs.push_back(leg);
  };
  for (const PlacedText& x : r.config.universe.filter.exclude) add(x.value, "");
  for (const LegConfig& leg : r.config.legs)
    for (const PlacedText& x : leg.filter.exclude) add(x.value, leg.name);
  for (ExclusionProof& p : out) {
    if (p.legs.size() == r.config.legs.size()) p.legs.clear();
    scan(r, p);
  }
  return out;
}

}  // namespace relval
