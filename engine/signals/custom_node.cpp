#include "signals/custom_node.hpp"

#include <algorithm>
#include <new>

#include "base/error.hpp"
#include "base/text.hpp"

namespace relval {
namespace {

using Node = SignalRun::Node;

// States of equal size side by side, aligned as the plugin asked.
class States {
 public:
  States(std::size_t count, const CustomStep& step)
      : align_{std::max<std::size_t>(step.state_align, alignof(std::max_align_t))},
        stride_((std::max<std::size_t>(step.state_size, 1) + static_cast<std::size_t>(align_) - 1) /
                static_cast<std::size_t>(align_) * static_cast<std::size_t>(align_)),
        memory_(static_cast<unsigned char*>(::operator new(count * stride_, align_))) {
    std::fill_n(memory_, count * stride_, static_cast<unsigned char>(0));
  }
  ~States() { ::operator delete(memory_, align_); }
  States(const States&) = delete;
  States& operator=(const States&) = delete;
  void* at(std::size_t i) { return memory_ + i * stride_; }

 private:
  std::align_val_t align_;
  std::size_t stride_;
  unsigned char* memory_;
};

class CustomNode final : public Node {
 public:
  CustomNode(const SignalNode& n, const MarketData& market, std::vector<const Node*> inputs, RowBuffer b)
      : Node(std::move(b)),
        name_(n.name),
        step_(n.custom),
        market_(market),
        inputs_(std::move(inputs)),
        states_(width(), step_) {
    relval_error error{};
    for (std::size_t i = 0; i < width(); ++i)
      if (step_.init(states_.at(i), &error) != 0) fail("", error);
  }

 private:
  void write(std::size_t row, double* out) override {
    double in[kMostInputs];
    relval_error error{};
    for (std::size_t i = 0; i < width(); ++i) {
      for (std::size_t k = 0; k < inputs_.size(); ++k) {
        const RowBuffer& x = inputs_[k]->buffer();
        in[k] = x.last()[x.width() > 1 ? i : 0];
      }
      const auto count = static_cast<std::int64_t>(inputs_.size());
      if (step_.step(step_.params.data(), states_.at(i), in, count, out + i, &error) != 0)
        fail(to_iso(market_.dates[row]), error);
    }
  }

  [[noreturn]] void fail(const std::string& date, relval_error& error) const {
    error.text[sizeof(error.text) - 1] = '\0';
    const std::string words = error.text[0] == '\0' ? "no reason is given" : printable(error.text);
    throw Error(ErrorKind::strategy, step_.strategy + (date.empty() ? "" : " " + date),
                "signal " + name_ + ": " + words,
                "the fault is in the strategy; nothing was written");
  }

  std::string name_;
  CustomStep step_;
  const MarketData& market_;
  std::vector<const Node*> inputs_;
  States states_;
};

}  // namespace

std::unique_ptr<Node> make_custom_node(const SignalNode& n, const MarketData& market,
                                       const std::vector<std::unique_ptr<Node>>& earlier, RowBuffer buffer) {
  std::vector<const Node*> inputs;
  for (int i = 0; i < n.inputs; ++i) inputs.push_back(earlier.at(static_cast<std::size_t>(n.input[i])).get());
  return std::make_unique<CustomNode>(n, market, std::move(inputs), std::move(buffer));
}

}  // namespace relval
