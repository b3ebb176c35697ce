#include "signals/evaluator.hpp"

#include <algorithm>

#include "signals/nodes.hpp"

namespace relval {

SignalRun::SignalRun(const SignalGraph& graph, SignalInputs inputs, std::span<const std::int32_t> always)
    : inputs_(std::move(inputs)) {
  const auto& specs = graph.nodes();
  std::vector<std::int64_t> keep(specs.size(), 1);
  every_row_.assign(specs.size(), 0);
  for (std::int32_t id : always) every_row_[static_cast<std::size_t>(id)] = 1;
  for (std::size_t i = specs.size(); i-- > 0;) {  // outputs before inputs
    keep[i] = std::max(keep[i], specs[i].history);
    if (keep[i] > 1 || keeps_a_state(specs[i].op)) every_row_[i] = 1;
    for (std::int32_t in : specs[i].input) {
      if (in < 0) continue;
      const auto k = static_cast<std::size_t>(in);
      keep[k] = std::max(keep[k], input_rows(specs[i]));
      if (every_row_[i]) every_row_[k] = 1;
    }
  }
  const std::size_t assets = inputs_.universe.legs.size() + inputs_.universe.names.size();
  for (std::size_t i = 0; i < specs.size(); ++i) {
    const std::size_t width = specs[i].one_value ? 1 : assets;
    RowBuffer buffer(width, static_cast<std::size_t>(keep[i]), inputs_.fill);
    nodes_.push_back(make_signal_node(specs[i], inputs_, nodes_, std::move(buffer)));
    views_.push_back({nullptr, static_cast<std::int64_t>(width), 0, static_cast<std::int64_t>(width)});
  }
}

SignalRun::SignalRun(SignalRun&&) noexcept = default;
SignalRun::~SignalRun() = default;

void SignalRun::step(std::size_t row, bool decision) {
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    if (!every_row_[i] && !decision) {
      nodes_[i]->skip(row);
      continue;
    }
    nodes_[i]->step(row);
    views_[i].last = nodes_[i]->buffer().last();
    views_[i].rows = static_cast<std::int64_t>(nodes_[i]->buffer().rows());
  }
}

std::span<const relval_signal_view> SignalRun::views() const { return views_; }

double SignalRun::value(std::int32_t node) const { return *views_[static_cast<std::size_t>(node)].last; }

}  // namespace relval
