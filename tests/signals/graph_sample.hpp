// Graphs of signals on a small market, for tests that compare them with functions of whole series.
#pragma once

#include <vector>

#include "market_builder.hpp"
#include "signals/evaluator.hpp"

namespace relval::test {

// Legs a = {0, 1} and b = {2}, then the names 0, 1, 2.
inline Universe three_in_two_legs() {
  Universe u;
  u.names = {0, 1, 2};
  u.legs = {{"a", {0, 1}}, {"b", {2}}};
  u.leg_of = {0, 0, 1};
  return u;
}

inline SignalNode signal(SignalOp op, std::int32_t x, std::int32_t y = -1) {
  SignalNode n;
  n.op = op;
  n.input[0] = x;
  n.input[1] = y;
  return n;
}
inline SignalNode window_signal(SignalOp op, std::int32_t x, std::int64_t rows, bool today) {
  SignalNode n = signal(op, x);
  n.rows = rows;
  n.include_today = today;
  return n;
}
inline SignalNode decay_signal(SignalOp op, std::int32_t x, double lambda) {
  SignalNode n = signal(op, x);
  n.number = lambda;
  return n;
}
inline SignalNode kalman_signal(std::int32_t y, std::int32_t x, KalmanPart part, const KalmanTerms& terms,
                                std::int64_t warm_up) {
  SignalNode n = signal(SignalOp::kalman, y, x);
  n.kalman = terms;
  n.kalman_part = part;
  n.rows = warm_up;
  return n;
}
inline std::int32_t spread_panel(SignalGraph& g) {
  SignalNode field;
  field.name = "spread";
  return g.add(field);
}
inline std::int32_t spread_at(SignalGraph& g, std::int32_t asset) {
  SignalNode n = signal(SignalOp::of, spread_panel(g));
  n.asset = asset;
  return g.add(n);
}

// The spread of a name, a value a row.
inline std::vector<double> spreads(const MarketData& m, std::size_t name) {
  std::vector<double> out;
  for (std::size_t t = 0; t < m.dates.size(); ++t) out.push_back(m.fields.at("spread").panel.at(t, name));
  return out;
}

// A signal of one value on the rows that are looked at, every first, every-th, ...; NaN on the others.
inline std::vector<double> values_of(const SignalGraph& g, std::int32_t id, const MarketData& m, const Universe& u,
                                     std::size_t every = 1) {
  SignalRun run(g, {m, u, {}}, std::vector<std::int32_t>{});
  std::vector<double> out;
  for (std::size_t t = 0; t < m.dates.size(); ++t) {
    run.step(t, t % every == 0);
    out.push_back(t % every == 0 ? run.value(id) : kNaN);
  }
  return out;
}

}  // namespace relval::test
