// Runs a signal graph row by row. A row sees itself and the rows before it; nothing later is reachable from here.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "market/leg_history.hpp"
#include "market/panel.hpp"
#include "market/universe.hpp"
#include "relval/abi.h"
#include "signals/dated_table.hpp"
#include "signals/graph.hpp"

namespace relval {

struct SignalInputs {
  const MarketData& market;
  const Universe& universe;
  std::map<std::string, const DatedTable*> tables;  // by parameter
  const LegHistory* legs = nullptr;          // who is in a leg when; without one every candidate always is
  std::optional<double> fill = {};           // of the memory around what a strategy may read (row_buffer.hpp)
};

class SignalRun {
 public:
  // always: nodes wanted on every row; the others are evaluated on decision rows only.
  SignalRun(const SignalGraph&, SignalInputs, std::span<const std::int32_t> always);
  SignalRun(SignalRun&&) noexcept;
  ~SignalRun();

  // Rows of the market in order, from 0. decision: decide() looks at this row.
  void step(std::size_t row, bool decision);

  std::span<const relval_signal_view> views() const;  // by node; the newest row evaluated
  double value(std::int32_t node) const;              // of a node with one value

  class Node;

 private:
  SignalInputs inputs_;
  std::vector<std::unique_ptr<Node>> nodes_;
  std::vector<char> every_row_;
  std::vector<relval_signal_view> views_;
};

}  // namespace relval
