#include "signals/nodes.hpp"

#include <algorithm>
#include <cmath>

#include "base/numeric.hpp"
#include "signals/rolling.hpp"
#include "signals/sources.hpp"

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
  LagNode(const Node& x, std::int64_t rows, RowBuffer b) : Node(std::move(b)), x_(x), rows_(static_cast<std::size_t>(rows)) {}

 private:
  void write(std::size_t, double* out) override {
    if (x_.buffer().rows() > rows_) std::copy_n(x_.buffer().ago(rows_), width(), out);
    else std::fill_n(out, width(), kNaN);
  }
  const Node& x_;
  std::size_t rows_;
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

class ZScoreNode final : public Node {
 public:
  ZScoreNode(const Node& x, std::int64_t window, bool today, RowBuffer b)
      : Node(std::move(b)), x_(x), window_(static_cast<std::size_t>(window)), before_(today ? 0 : 1), mean_(width()),
        deviation_(width()) {}

 private:
  void write(std::size_t, double* out) override {
    if (x_.buffer().rows() < window_ + before_) {
      std::fill_n(out, width(), kNaN);
      return;
    }
    rolling_moments(x_.buffer().ago(before_), width(), window_, mean_, deviation_);
    const double* now = x_.buffer().last();
    for (std::size_t i = 0; i < width(); ++i) out[i] = (now[i] - mean_[i]) / deviation_[i];
  }
  const Node& x_;
  std::size_t window_, before_;
  std::vector<double> mean_, deviation_;
};

}  // namespace

std::unique_ptr<Node> make_signal_node(const SignalNode& n, const SignalInputs& in,
                                       const std::vector<std::unique_ptr<Node>>& earlier, RowBuffer buffer) {
  const auto input = [&](int i) -> const Node& { return *earlier.at(static_cast<std::size_t>(n.input[i])); };
  switch (n.op) {
    case SignalOp::field: return make_field_node(n.name, in, std::move(buffer));
    case SignalOp::exogenous: return make_exogenous_node(in.market.series.at(n.name), in.market, std::move(buffer));
    case SignalOp::table: return make_table_node(in.tables.at(n.name), in.market, std::move(buffer));
    case SignalOp::of: return std::make_unique<OfNode>(input(0), n.asset, std::move(buffer));
    case SignalOp::lag: return std::make_unique<LagNode>(input(0), n.rows, std::move(buffer));
    case SignalOp::diff: return pair_node(input(0), input(1), [](double x, double y) { return x - y; }, std::move(buffer));
    case SignalOp::log_ratio:
      return pair_node(input(0), input(1), [](double x, double y) { return x > 0 && y > 0 ? log(x / y) : kNaN; },
                       std::move(buffer));
    case SignalOp::zscore:
      return std::make_unique<ZScoreNode>(input(0), n.rows, n.include_today, std::move(buffer));
  }
  throw Error(ErrorKind::bug, "signals", "unknown operation");
}

}  // namespace relval
