// One class per operation of the signal graph; each writes its row from its inputs' rows.
#pragma once

#include <memory>
#include <vector>

#include "signals/evaluator.hpp"
#include "signals/row_buffer.hpp"

namespace relval {

class SignalRun::Node {
 public:
  explicit Node(RowBuffer buffer) : buffer_(std::move(buffer)) {}
  virtual ~Node() = default;
  void step(std::size_t row) { write(row, buffer_.push()); }
  virtual void skip(std::size_t) {}  // a row nobody looks at
  const RowBuffer& buffer() const { return buffer_; }

 protected:
  virtual void write(std::size_t row, double* out) = 0;  // buffer().width() values
  std::size_t width() const { return buffer_.width(); }

 private:
  RowBuffer buffer_;
};

// inputs outlives the node; earlier: the nodes already made, which the new one may read.
std::unique_ptr<SignalRun::Node> make_signal_node(const SignalNode&, const SignalInputs&,
                                                  const std::vector<std::unique_ptr<SignalRun::Node>>& earlier,
                                                  RowBuffer);

}  // namespace relval
