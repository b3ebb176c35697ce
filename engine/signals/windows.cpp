#include "signals/windows.hpp"

#include <algorithm>

#include "base/numeric.hpp"
#include "signals/rolling.hpp"

namespace relval {
namespace {

using Node = SignalRun::Node;

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

class EwmaVolNode final : public Node {
 public:
  EwmaVolNode(const Node& x, double lambda, RowBuffer b)
      : Node(std::move(b)), x_(x), lambda_(lambda), rows_(ewma_rows(lambda)) {}

 private:
  void write(std::size_t, double* out) override {
    const RowBuffer& x = x_.buffer();
    rolling_ewma_deviation(x.last(), width(), std::min(x.rows(), rows_.window), rows_.least, lambda_, {out, width()});
  }
  const Node& x_;
  double lambda_;
  EwmaRows rows_;
};

// The line of each column over the window, worked out once a row for whichever parts ask.
class Line {
 public:
  Line(const Node& y, const Node& x, const SignalNode& spec, std::size_t width)
      : y_(y), x_(x), window_(static_cast<std::size_t>(spec.rows)), before_(spec.include_today ? 0 : 1), line_(width) {}

  bool is(const Node& y, const Node& x, const SignalNode& spec) const {
    const bool same_rows = window_ == static_cast<std::size_t>(spec.rows) && before_ == (spec.include_today ? 0u : 1u);
    return &y == &y_ && &x == &x_ && same_rows;
  }
  // nullptr while the window is not full
  const RollingLine* at(std::size_t row) {
    if (y_.buffer().rows() < window_ + before_ || x_.buffer().rows() < window_ + before_) return nullptr;
    if (!worked_out_ || row != row_) rolling_line(side(y_, before_), side(x_, before_), window_, line_);
    worked_out_ = true;
    row_ = row;
    return &line_;
  }
  double residual(const RollingLine& line, std::size_t i) const {
    const WindowSide y = side(y_, 0), x = side(x_, 0);
    return y.last[i * y.step] - line.alpha[i] - line.beta[i] * x.last[i * x.step];
  }

 private:
  static WindowSide side(const Node& n, std::size_t ago) {
    const RowBuffer& b = n.buffer();
    return {b.ago(ago), b.width(), b.width() > 1 ? std::size_t{1} : std::size_t{0}};
  }
  const Node &y_, &x_;
  std::size_t window_, before_, row_ = 0;
  bool worked_out_ = false;
  RollingLine line_;
};

class OlsNode final : public Node {
 public:
  OlsNode(std::shared_ptr<Line> line, OlsPart part, RowBuffer b)
      : Node(std::move(b)), line_(std::move(line)), part_(part) {}
  const std::shared_ptr<Line>& line() const { return line_; }

 private:
  void write(std::size_t row, double* out) override {
    const RollingLine* now = line_->at(row);
    for (std::size_t i = 0; i < width(); ++i) out[i] = now ? value(*now, i) : kNaN;
  }
  double value(const RollingLine& now, std::size_t i) const {
    switch (part_) {
      case OlsPart::alpha: return now.alpha[i];
      case OlsPart::beta: return now.beta[i];
      case OlsPart::residual: return line_->residual(now, i);
      case OlsPart::deviation: return now.deviation[i];
    }
    return kNaN;
  }
  std::shared_ptr<Line> line_;
  OlsPart part_;
};

}  // namespace

std::unique_ptr<Node> make_zscore_node(const SignalNode& n, const Node& x, RowBuffer buffer) {
  return std::make_unique<ZScoreNode>(x, n.rows, n.include_today, std::move(buffer));
}

std::unique_ptr<Node> make_ewma_vol_node(const SignalNode& n, const Node& x, RowBuffer buffer) {
  return std::make_unique<EwmaVolNode>(x, n.number, std::move(buffer));
}

std::unique_ptr<Node> make_ols_node(const SignalNode& n, const Node& y, const Node& x,
                                    const std::vector<std::unique_ptr<Node>>& earlier, RowBuffer buffer) {
  std::shared_ptr<Line> line;
  for (const auto& node : earlier) {
    const auto* part = dynamic_cast<const OlsNode*>(node.get());
    if (part && part->line()->is(y, x, n)) line = part->line();
  }
  if (!line) line = std::make_shared<Line>(y, x, n, buffer.width());
  return std::make_unique<OlsNode>(std::move(line), n.part, std::move(buffer));
}

}  // namespace relval
