// Building the graph, its words for reports and keys, and how far back it reaches.
#include "signals/graph.hpp"

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "signals/rolling.hpp"

namespace relval {
namespace {

struct Operation {
  const char* name;
  int inputs;
};
constexpr Operation kOperations[kSignalOps] = {
    {"field", 0},  {"exogenous", 0}, {"table", 0}, {"of", 1},      {"lag", 1},
    {"diff", 2},   {"log_ratio", 2}, {"zscore", 1}, {"sum", 2},    {"product", 2},
    {"quotient", 2}, {"scale", 1},   {"tanh", 1},  {"ewma_vol", 1}, {"ols", 2},
    {"custom", 0},   {"kalman", 2},  {"rank", 1},  {"mean", 1},    {"deviation", 1},
    {"ewma_mean", 1}};
constexpr const char* kOlsParts[] = {"alpha", "beta", "residual", "deviation"};
constexpr const char* kKalmanParts[] = {"alpha", "beta", "residual", "score"};

bool is_one_value(const SignalNode& node, const std::vector<SignalNode>& nodes) {
  if (node.op == SignalOp::exogenous || node.op == SignalOp::of) return true;
  bool all = node.inputs > 0;
  for (int i = 0; i < node.inputs; ++i) all = all && nodes[static_cast<std::size_t>(node.input[i])].one_value;
  return all;
}

std::vector<std::string> names_of(SignalOp op, const std::vector<SignalNode>& nodes) {
  std::set<std::string> names;
  for (const SignalNode& node : nodes)
    if (node.op == op) names.insert(node.name);
  return {names.begin(), names.end()};
}

// "120" or "120, today"
std::string window_text(const SignalNode& n) { return format("{}{}", n.rows, n.include_today ? ", today" : ""); }

// "drift 0.25 1e-04, noise 4, start 1e+06, 250"
std::string kalman_text(const SignalNode& n) {
  const KalmanTerms& k = n.kalman;
  return format("drift {} {}, noise {}, start {}, {}", exact(k.alpha_drift), exact(k.beta_drift), exact(k.noise),
                exact(k.start_variance), n.rows);
}

// "rise(diff(...); 0.1)"
template <class F> std::string custom_text(const SignalNode& n, F input) {
  std::vector<std::string> inputs, params;
  for (int i = 0; i < n.inputs; ++i) inputs.push_back(input(i));
  for (const double p : n.custom.params) params.push_back(exact(p));
  return format("{}({}{})", n.name, join(inputs, ", "), params.empty() ? "" : "; " + join(params, ", "));
}

}  // namespace

const char* name_of(SignalOp op) { return kOperations[static_cast<int>(op)].name; }
int input_count(SignalOp op) { return kOperations[static_cast<int>(op)].inputs; }

std::int64_t look_back(const SignalNode& node) {
  switch (node.op) {
    case SignalOp::lag: return node.rows;
    case SignalOp::zscore:
    case SignalOp::mean:
    case SignalOp::deviation:
    case SignalOp::ols: return node.include_today ? node.rows - 1 : node.rows;
    case SignalOp::ewma_vol:
    case SignalOp::ewma_mean: return static_cast<std::int64_t>(ewma_rows(node.number).window) - 1;
    case SignalOp::custom:
    case SignalOp::kalman: return node.rows;
    default: return 0;
  }
}

bool keeps_a_state(SignalOp op) { return op == SignalOp::custom || op == SignalOp::kalman; }

std::int64_t input_rows(const SignalNode& node) { return keeps_a_state(node.op) ? 1 : look_back(node) + 1; }

std::int32_t SignalGraph::add(SignalNode node) {
  if (node.op != SignalOp::custom) node.inputs = input_count(node.op);
  for (int i = 0; i < kMostInputs; ++i) {
    const bool used = i < node.inputs;
    const bool made = node.input[i] >= 0 && static_cast<std::size_t>(node.input[i]) < nodes_.size();
    if (used && !made) throw Error(ErrorKind::bug, "signals", "a signal is made before its input");
    if (!used) node.input[i] = -1;
  }
  node.one_value = is_one_value(node, nodes_);
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    SignalNode same_history = node;
    same_history.history = nodes_[i].history;
    if (!(same_history == nodes_[i])) continue;
    nodes_[i].history = std::max(nodes_[i].history, node.history);
    return static_cast<std::int32_t>(i);
  }
  nodes_.push_back(std::move(node));
  return static_cast<std::int32_t>(nodes_.size() - 1);
}

void SignalGraph::keep_history(std::int32_t node, std::int64_t rows) {
  std::int64_t& kept = nodes_.at(static_cast<std::size_t>(node)).history;
  kept = std::max(kept, rows);
}

// inputs: the texts of the nodes before it.
std::string SignalGraph::text_of(const SignalNode& n, const std::vector<std::string>& asset_names,
                                 const std::vector<std::string>& inputs) const {
  constexpr std::size_t kMost = 200;  // bytes of an input; one that is made of more is told by its number
  const auto input = [&](int i) {
    const auto k = static_cast<std::size_t>(n.input[i]);
    return inputs[k].size() <= kMost ? inputs[k] : format("{} #{}", name_of(nodes_[k].op), k);
  };
  switch (n.op) {
    case SignalOp::field: return n.basis == Basis::quoted ? format("quoted({})", n.name) : n.name;
    case SignalOp::exogenous: return format("series({})", n.name);
    case SignalOp::table: return format("table({})", n.name);
    case SignalOp::of: return format("{}@{}", input(0), asset_names.at(static_cast<std::size_t>(n.asset)));
    case SignalOp::lag: return format("lag({}, {})", input(0), n.rows);
    case SignalOp::zscore:
    case SignalOp::mean:
    case SignalOp::deviation: return format("{}({}, {})", name_of(n.op), input(0), window_text(n));
    case SignalOp::scale:
    case SignalOp::ewma_vol:
    case SignalOp::ewma_mean: return format("{}({}, {})", name_of(n.op), input(0), exact(n.number));
    case SignalOp::tanh:
    case SignalOp::rank: return format("{}({})", name_of(n.op), input(0));
    case SignalOp::ols:
      return format("ols({}, {}, {}).{}", input(0), input(1), window_text(n), kOlsParts[static_cast<int>(n.part)]);
    case SignalOp::kalman:
      return format("kalman({}, {}, {}).{}", input(0), input(1), kalman_text(n),
                    kKalmanParts[static_cast<int>(n.kalman_part)]);
    case SignalOp::custom: return custom_text(n, input);
    default: return format("{}({}, {})", name_of(n.op), input(0), input(1));
  }
}

std::vector<std::string> SignalGraph::texts(const std::vector<std::string>& asset_names) const {
  std::vector<std::string> out;
  for (const SignalNode& n : nodes_) out.push_back(text_of(n, asset_names, out));
  return out;
}

std::string SignalGraph::text(std::int32_t node, const std::vector<std::string>& asset_names) const {
  return texts(asset_names).at(static_cast<std::size_t>(node));
}

std::int64_t SignalGraph::warm_up(std::int32_t node) const {
  // Inputs come before outputs, so one pass over the nodes up to this one is enough.
  std::vector<std::int64_t> rows(static_cast<std::size_t>(node) + 1, 0);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const SignalNode& n = nodes_.at(i);
    for (int k = 0; k < n.inputs; ++k) rows[i] = std::max(rows[i], rows[static_cast<std::size_t>(n.input[k])]);
    rows[i] += look_back(n);
  }
  return rows.back();
}

std::vector<std::string> SignalGraph::fields() const { return names_of(SignalOp::field, nodes_); }
std::vector<std::string> SignalGraph::series() const { return names_of(SignalOp::exogenous, nodes_); }

}  // namespace relval
