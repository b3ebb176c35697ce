// The signals of a strategy as a graph: nodes in the order they are made, inputs before outputs, equal nodes shared.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "relval/types.hpp"

namespace relval {

// In the order of RELVAL_SIGNAL_ in sdk/relval/abi.h.
enum class SignalOp {
  field, exogenous, table, of, lag, diff, log_ratio, zscore, sum, product, quotient, scale, tanh, ewma_vol, ols
};
inline constexpr int kSignalOps = 15;
enum class OlsPart { alpha, beta, residual, deviation };  // in the order of RELVAL_OLS_

struct SignalNode {
  SignalOp op = SignalOp::field;
  std::string name;             // of the field, the series, or the table's parameter
  std::int32_t input[2] = {-1, -1};
  std::int32_t asset = -1;      // of
  std::int64_t rows = 0;        // lag, or the window of zscore and ols
  bool include_today = false;   // zscore, ols
  double number = 0;            // the factor of scale, the lambda of ewma_vol
  OlsPart part = OlsPart::alpha;
  Basis basis = Basis::adjusted;  // field: of its legs
  std::int64_t history = 1;     // rows kept, today included
  bool one_value = false;       // per row one value, not one per asset
  bool operator==(const SignalNode&) const = default;
};

const char* name_of(SignalOp);
int input_count(SignalOp);
// Rows before today that the node looks back on in its inputs.
std::int64_t look_back(const SignalNode&);

class SignalGraph {
 public:
  // Returns the number of the node, of an equal earlier one where there is one (the longer history is kept). Inputs
  // must be made before. one_value is worked out here, whatever the caller wrote.
  std::int32_t add(SignalNode node);
  void keep_history(std::int32_t node, std::int64_t rows);  // at least
  const std::vector<SignalNode>& nodes() const { return nodes_; }
  // "zscore(diff(spread@industrial, spread@hyperscaler), 120)": for reports and keys
  std::string text(std::int32_t node, const std::vector<std::string>& asset_names) const;
  // Rows of history before the first row on which the node is what more history would not change: lags and windows
  // summed along the inputs.
  std::int64_t warm_up(std::int32_t node) const;
  std::vector<std::string> fields() const;  // named by field nodes, sorted, once each
  std::vector<std::string> series() const;

 private:
  std::vector<SignalNode> nodes_;
};

}  // namespace relval
