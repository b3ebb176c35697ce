// The signals of a strategy as a graph: nodes in the order they are made, inputs before outputs, equal nodes shared.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "relval/abi.h"
#include "relval/types.hpp"

namespace relval {

// In the order of RELVAL_SIGNAL_ in sdk/relval/abi.h.
enum class SignalOp {
  field, exogenous, table, of, lag, diff, log_ratio, zscore, sum, product, quotient, scale, tanh, ewma_vol, ols, custom,
  kalman, rank, mean, deviation, ewma_mean
};
inline constexpr int kSignalOps = 21;
inline constexpr int kMostInputs = 4;
enum class OlsPart { alpha, beta, residual, deviation };  // in the order of RELVAL_OLS_
enum class KalmanPart { alpha, beta, residual, score };   // in the order of RELVAL_KALMAN_

// Variances: what a row adds to those of alpha and beta, of y about the line, of both coefficients at the start.
struct KalmanTerms {
  double alpha_drift = 0, beta_drift = 0, noise = 0, start_variance = 0;
  bool operator==(const KalmanTerms&) const = default;
};

// A signal that the plugin works out (relval_custom_signal), its parameters kept.
struct CustomStep {
  std::string plugin;  // digest of its library, or its version where it is built in
  std::vector<double> params;
  std::uint64_t state_size = 0, state_align = 1;
  std::int32_t (*init)(void*, relval_error*) = nullptr;
  std::int32_t (*step)(const double*, void*, const double*, std::int64_t, double*, relval_error*) = nullptr;
  std::string strategy;  // whose it is, for messages
  bool operator==(const CustomStep&) const = default;
};

struct SignalNode {
  SignalOp op = SignalOp::field;
  std::string name;             // of the field, the series, the table's parameter, or the custom signal
  std::int32_t input[kMostInputs] = {-1, -1, -1, -1};
  int inputs = 0;               // how many of them are used
  std::int32_t asset = -1;      // of
  std::int64_t rows = 0;        // lag, the window of zscore, mean, deviation and ols, the warm-up of custom and kalman
  bool include_today = false;   // zscore, mean, deviation, ols
  double number = 0;            // the factor of scale, the lambda of ewma_vol and ewma_mean
  OlsPart part = OlsPart::alpha;
  KalmanTerms kalman = {};
  KalmanPart kalman_part = KalmanPart::alpha;
  Basis basis = Basis::adjusted;  // field: of its legs
  std::int64_t history = 1;     // rows kept, today included
  bool one_value = false;       // per row one value, not one per asset
  CustomStep custom = {};
  bool operator==(const SignalNode&) const = default;
};

const char* name_of(SignalOp);
int input_count(SignalOp);  // 0 for custom: each states its own
bool keeps_a_state(SignalOp);  // from row to row, and so is stepped on every row
// Rows before today that the node's value depends on: a warm-up ends after them.
std::int64_t look_back(const SignalNode&);
// Rows of its inputs that it reads, today included: one for what keeps a state.
std::int64_t input_rows(const SignalNode&);

class SignalGraph {
 public:
  // Returns the number of the node, of an equal earlier one where there is one (the longer history is kept). Inputs
  // must be made before. one_value, and inputs but for custom, are worked out here, whatever the caller wrote.
  std::int32_t add(SignalNode node);
  void keep_history(std::int32_t node, std::int64_t rows);  // at least
  const std::vector<SignalNode>& nodes() const { return nodes_; }
  // "zscore(diff(spread@industrial, spread@hyperscaler), 120)": for reports and keys, of all nodes and of one. An input
  // whose text is long is told by its number, "sum #12".
  std::vector<std::string> texts(const std::vector<std::string>& asset_names) const;
  std::string text(std::int32_t node, const std::vector<std::string>& asset_names) const;
  // Rows of history before the first row on which the node is what more history would not change: lags and windows
  // summed along the inputs.
  std::int64_t warm_up(std::int32_t node) const;
  std::vector<std::string> fields() const;  // named by field nodes, sorted, once each
  std::vector<std::string> series() const;

 private:
  std::string text_of(const SignalNode&, const std::vector<std::string>& asset_names,
                      const std::vector<std::string>& inputs) const;
  std::vector<SignalNode> nodes_;
};

}  // namespace relval
