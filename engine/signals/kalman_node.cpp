#include "signals/kalman_node.hpp"

#include <cmath>

#include "base/numeric.hpp"
#include "signals/kalman.hpp"

namespace relval {
namespace {

using Node = SignalRun::Node;

KalmanSettings settings(const KalmanTerms& k) {
  KalmanSettings s = kalman_prior(2, 0, k.noise, k.start_variance);
  s.drift[0][0] = k.alpha_drift;
  s.drift[1][1] = k.beta_drift;
  return s;
}

class Filters {
 public:
  Filters(const Node& y, const Node& x, const SignalNode& spec, std::size_t width)
      : y_(y), x_(x), terms_(spec.kalman), warm_up_(spec.rows), filters_(width, KalmanFilter(settings(terms_))),
        steps_(width), started_(width, 0) {}

  bool is(const Node& y, const Node& x, const SignalNode& spec) const {
    return &y == &y_ && &x == &x_ && terms_ == spec.kalman && warm_up_ == spec.rows;
  }
  // Whichever part comes first on a row steps them all.
  void step_to(std::size_t row) {
    if (stepped_ && row == row_) return;
    stepped_ = true;
    row_ = row;
    for (std::size_t i = 0; i < filters_.size(); ++i) {
      const double x[2] = {1, at(x_, i)};
      steps_[i] = filters_[i].step(at(y_, i), x);
      if (!std::isnan(steps_[i].variance)) started_[i] = 1;
    }
  }
  double value(KalmanPart part, std::size_t i) const {
    const KalmanStep& now = steps_[i];
    if (!started_[i]) return kNaN;  // the filter's 0 is a start, not an estimate
    switch (part) {
      case KalmanPart::alpha: return filters_[i].coefficients()[0];
      case KalmanPart::beta: return filters_[i].coefficients()[1];
      case KalmanPart::residual: return now.error;
      case KalmanPart::score: return now.error / std::sqrt(now.variance);
    }
    return kNaN;
  }

 private:
  static double at(const Node& n, std::size_t i) { return n.buffer().last()[n.buffer().width() > 1 ? i : 0]; }

  const Node &y_, &x_;
  KalmanTerms terms_;
  std::int64_t warm_up_;
  std::size_t row_ = 0;
  bool stepped_ = false;
  std::vector<KalmanFilter> filters_;
  std::vector<KalmanStep> steps_;
  std::vector<char> started_;
};

class KalmanNode final : public Node {
 public:
  KalmanNode(std::shared_ptr<Filters> filters, KalmanPart part, RowBuffer b)
      : Node(std::move(b)), filters_(std::move(filters)), part_(part) {}
  const std::shared_ptr<Filters>& filters() const { return filters_; }

 private:
  void write(std::size_t row, double* out) override {
    filters_->step_to(row);
    for (std::size_t i = 0; i < width(); ++i) out[i] = filters_->value(part_, i);
  }
  std::shared_ptr<Filters> filters_;
  KalmanPart part_;
};

}  // namespace

std::unique_ptr<Node> make_kalman_node(const SignalNode& n, const Node& y, const Node& x,
                                       const std::vector<std::unique_ptr<Node>>& earlier, RowBuffer buffer) {
  std::shared_ptr<Filters> filters;
  for (const auto& node : earlier) {
    const auto* part = dynamic_cast<const KalmanNode*>(node.get());
    if (part && part->filters()->is(y, x, n)) filters = part->filters();
  }
  if (!filters) filters = std::make_shared<Filters>(y, x, n, buffer.width());
  return std::make_unique<KalmanNode>(std::move(filters), n.kalman_part, std::move(buffer));
}

}  // namespace relval
