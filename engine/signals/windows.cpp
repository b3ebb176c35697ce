#include "signals/windows.hpp"

#include <algorithm>

#include "base/numeric.hpp"
#include "signals/rolling.hpp"
#include "signals/window_moments.hpp"

namespace relval {
namespace {

using Node = SignalRun::Node;

// Mean and deviation of each column over the window, worked out once a row for whichever signals ask.
class Moments {
 public:
  Moments(const Node& x, const SignalNode& spec, std::span<const Date> dates)
      : x_(x), dates_(dates), window_(static_cast<std::size_t>(spec.rows)), before_(spec.include_today ? 0 : 1),
        moments_(x.buffer().width(), window_) {}

  bool is(const Node& x, const SignalNode& spec) const {
    return &x == &x_ && window_ == static_cast<std::size_t>(spec.rows) && before_ == (spec.include_today ? 0u : 1u);
  }
  // nullptr while the window is not full
  const WindowMoments* at(std::size_t row) {
    if (x_.buffer().rows() < window_ + before_) return nullptr;
    moments_.move_to(row - before_, x_.buffer().ago(before_), dates_);
    return &moments_;
  }
  const double* today() const { return x_.buffer().last(); }

 private:
  const Node& x_;
  std::span<const Date> dates_;
  std::size_t window_, before_;
  WindowMoments moments_;
};

class MomentsNode final : public Node {
 public:
  MomentsNode(std::shared_ptr<Moments> moments, SignalOp op, RowBuffer b)
      : Node(std::move(b)), moments_(std::move(moments)), op_(op) {}
  const std::shared_ptr<Moments>& moments() const { return moments_; }

 private:
  void write(std::size_t row, double* out) override {
    const WindowMoments* now = moments_->at(row);
    if (!now) std::fill_n(out, width(), kNaN);
    else if (op_ == SignalOp::mean) std::copy_n(now->mean().data(), width(), out);
    else if (op_ == SignalOp::deviation) std::copy_n(now->deviation().data(), width(), out);
    else write_score(moments_->today(), now->mean().data(), now->deviation().data(), out);
  }
  void write_score(const double* x, const double* mean, const double* deviation, double* out) const {
    for (std::size_t i = 0; i < width(); ++i) out[i] = (x[i] - mean[i]) / deviation[i];
  }
  std::shared_ptr<Moments> moments_;
  SignalOp op_;
};

class EwmaNode final : public Node {
 public:
  EwmaNode(const Node& x, const SignalNode& spec, RowBuffer b)
      : Node(std::move(b)), x_(x), mean_(spec.op == SignalOp::ewma_mean), lambda_(spec.number),
        rows_(ewma_rows(lambda_)) {}

 private:
  void write(std::size_t, double* out) override {
    const RowBuffer& x = x_.buffer();
    const auto of_rows = mean_ ? rolling_ewma_mean : rolling_ewma_deviation;
    of_rows(x.last(), width(), std::min(x.rows(), rows_.window), rows_.least, lambda_, {out, width()});
  }
  const Node& x_;
  bool mean_;
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

std::unique_ptr<Node> make_moments_node(const SignalNode& n, const Node& x, std::span<const Date> dates,
                                        const std::vector<std::unique_ptr<Node>>& earlier, RowBuffer buffer) {
  std::shared_ptr<Moments> moments;
  for (const auto& node : earlier) {
    const auto* same = dynamic_cast<const MomentsNode*>(node.get());
    if (same && same->moments()->is(x, n)) moments = same->moments();
  }
  if (!moments) moments = std::make_shared<Moments>(x, n, dates);
  return std::make_unique<MomentsNode>(std::move(moments), n.op, std::move(buffer));
}

std::unique_ptr<Node> make_ewma_node(const SignalNode& n, const Node& x, RowBuffer buffer) {
  return std::make_unique<EwmaNode>(x, n, std::move(buffer));
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
