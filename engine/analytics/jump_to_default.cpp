#include "analytics/jump_to_default.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace relval {
namespace {

// sign -1: losses; +1: gains.
std::vector<IssuerJump> largest(const std::vector<IssuerJump>& all, double sign) {
  std::vector<IssuerJump> side;
  for (const IssuerJump& j : all) {
    if (sign * j.pnl > 0) side.push_back(j);
  }
  std::stable_sort(side.begin(), side.end(),
                   [&](const IssuerJump& a, const IssuerJump& b) { return sign * a.pnl > sign * b.pnl; });
  if (side.size() > kJumpsListed) side.resize(kJumpsListed);
  return side;
}

}  // namespace

JumpToDefault jump_to_default(const RiskBook& book) {
  JumpToDefault out;
  out.status = book.status;
  std::map<std::string, IssuerJump> by_issuer;
  for (const Holding& h : book.holdings) {
    if (h.kind == Kind::price) {
      ++out.left_out;
      continue;
    }
    ++out.names;
    out.recovery_assumed += h.recovery_assumed ? 1 : 0;
    IssuerJump& jump = by_issuer[h.owner];
    jump.issuer = h.owner;
    jump.pnl -= h.notional * (1.0 - h.recovery);
    jump.pnl_no_recovery -= h.notional;
  }
  if (book.held() && by_issuer.empty()) out.status = Status::out_of_domain;
  for (const auto& [issuer, jump] : by_issuer) {
    out.gross += std::fabs(jump.pnl);
    out.net += jump.pnl;
    out.gross_no_recovery += std::fabs(jump.pnl_no_recovery);
    out.all.push_back(jump);
  }
  out.issuers = out.all.size();
  out.losses = largest(out.all, -1);
  out.gains = largest(out.all, +1);
  return out;
}

}  // namespace relval
