#include "signals/nodes.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/numeric.hpp"
#include "signals/cross_section.hpp"
#include "signals/custom_node.hpp"
#include "signals/kalman_node.hpp"
#include "signals/sources.hpp"
#include "signals/windows.hpp"

namespace relval {
namespace {

using Node = SignalRun::Node;

class OfNode final : public Node {
 public:
  OfNode(const Node& x, std::int32_t asset, RowBuffer b) : Node(std::move(b)), x_(x), asset_(asset) {}

 private:
  void write(std::size_t, double* out) override { *out = x_.buffer().last()[asset_]; }
  const Node& x_;
  std::int32_t asset_;
};

class LagNode final : public Node {
 public:
  LagNode(const Node& x, std::int64_t rows, RowBuffer b)
      : Node(std::move(b)), x_(x), rows_(static_cast<std::size_t>(rows)) {}

 private:
  void write(std::size_t, double* out) override {
    if (x_.buffer().rows() > rows_) std::copy_n(x_.buffer().ago(rows_), width(), out);
    else std::fill_n(out, width(), kNaN);
  }
  const Node& x_;
  std::size_t rows_;
};

// Legs come first and are not ranked.
class RankNode final : public Node {
 public:
  RankNode(const Node& x, std::size_t legs, RowBuffer b) : Node(std::move(b)), x_(x), legs_(legs) {}

 private:
  void write(std::size_t, double* out) override {
    std::fill_n(out, legs_, kNaN);
    rank_across({x_.buffer().last() + legs_, width() - legs_}, order_, {out + legs_, width() - legs_});
  }
  const Node& x_;
  std::size_t legs_;
  std::vector<std::size_t> order_;
};

// Of two inputs, element by element; an input of one value stands against every asset.
template <class F> class PairNode final : public Node {
 public:
  PairNode(const Node& x, const Node& y, F f, RowBuffer b) : Node(std::move(b)), x_(x), y_(y), f_(f) {}

 private:
  void write(std::size_t, double* out) override {
    const double *x = x_.buffer().last(), *y = y_.buffer().last();
    const std::size_t dx = x_.buffer().width() > 1 ? 1 : 0, dy = y_.buffer().width() > 1 ? 1 : 0;
    for (std::size_t i = 0; i < width(); ++i) out[i] = f_(x[i * dx], y[i * dy]);
  }
  const Node &x_, &y_;
  F f_;
};
template <class F> std::unique_ptr<Node> pair_node(const Node& x, const Node& y, F f, RowBuffer b) {
  return std::make_unique<PairNode<F>>(x, y, f, std::move(b));
}

// Of one input, element by element.
template <class F> class EachNode final : public Node {
 public:
  EachNode(const Node& x, F f, RowBuffer b) : Node(std::move(b)), x_(x), f_(f) {}

 private:
  void write(std::size_t, double* out) override {
    const double* x = x_.buffer().last();
    for (std::size_t i = 0; i < width(); ++i) out[i] = f_(x[i]);
  }
  const Node& x_;
  F f_;
};
template <class F> std::unique_ptr<Node> each_node(const Node& x, F f, RowBuffer b) {
  return std::make_unique<EachNode<F>>(x, f, std::move(b));
}

std::unique_ptr<Node> make_pair_node(SignalOp op, const Node& x, const Node& y, RowBuffer buffer) {
  const auto made = [&](auto f) { return pair_node(x, y, f, std::move(buffer)); };
  switch (op) {
    case SignalOp::sum: return made([](double a, double b) { return a + b; });
    case SignalOp::product: return made([](double a, double b) { return a * b; });
    case SignalOp::quotient: return made([](double a, double b) { return b != 0 ? a / b : kNaN; });
    case SignalOp::log_ratio: return made([](double a, double b) { return a > 0 && b > 0 ? log(a / b) : kNaN; });
    default: return made([](double a, double b) { return a - b; });
  }
}

}  // namespace

std::unique_ptr<Node> make_signal_node(const SignalNode& n, const SignalInputs& in,
                                       const std::vector<std::unique_ptr<Node>>& earlier, RowBuffer buffer) {
  const auto input = [&](int i) -> const Node& { return *earlier.at(static_cast<std::size_t>(n.input[i])); };
  switch (n.op) {
    case SignalOp::field: return make_field_node(n.name, n.basis, in, std::move(buffer));
    case SignalOp::exogenous: return make_exogenous_node(in.market.series.at(n.name), in.market, std::move(buffer));
    case SignalOp::table: return make_table_node(*in.tables.at(n.name), in.market, std::move(buffer));
    case SignalOp::of: return std::make_unique<OfNode>(input(0), n.asset, std::move(buffer));
    case SignalOp::lag: return std::make_unique<LagNode>(input(0), n.rows, std::move(buffer));
    case SignalOp::scale: return each_node(input(0), [k = n.number](double x) { return k * x; }, std::move(buffer));
    case SignalOp::tanh: return each_node(input(0), [](double x) { return tanh(x); }, std::move(buffer));
    case SignalOp::diff:
    case SignalOp::log_ratio:
    case SignalOp::sum:
    case SignalOp::product:
    case SignalOp::quotient: return make_pair_node(n.op, input(0), input(1), std::move(buffer));
    case SignalOp::zscore:
    case SignalOp::mean:
    case SignalOp::deviation: return make_moments_node(n, input(0), in.market.dates, earlier, std::move(buffer));
    case SignalOp::ewma_vol:
    case SignalOp::ewma_mean: return make_ewma_node(n, input(0), std::move(buffer));
    case SignalOp::ols: return make_ols_node(n, input(0), input(1), earlier, std::move(buffer));
    case SignalOp::kalman: return make_kalman_node(n, input(0), input(1), earlier, std::move(buffer));
    case SignalOp::rank:
      return std::make_unique<RankNode>(input(0), in.universe.legs.size(), std::move(buffer));
    case SignalOp::custom: return make_custom_node(n, in.market, earlier, std::move(buffer));
  }
  throw Error(ErrorKind::bug, "signals", "unknown operation");
}

}  // namespace relval
