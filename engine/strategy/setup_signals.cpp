// Signals as the plugin asks for them, checked against what the store has.
#include <cmath>

#include "base/text.hpp"
#include "strategy/descriptor.hpp"
#include "strategy/setup_context.hpp"

namespace relval {
namespace {

constexpr double kSlowestDecay = 0.999;  // of a decay: half of its weight lies in the last 693 rows

static_assert(static_cast<int>(SignalOp::zscore) == RELVAL_SIGNAL_ZSCORE &&
              static_cast<int>(SignalOp::ols) == RELVAL_SIGNAL_OLS &&
              static_cast<int>(SignalOp::kalman) == RELVAL_SIGNAL_KALMAN && kSignalOps == RELVAL_SIGNAL_EWMA_MEAN + 1);

std::string row_limit(std::int64_t rows) {
  return rows < 0 ? "at least 0" : format("at most {}", kMostSignalRows);
}

template <class Map> std::vector<std::string> keys(const Map& map) {
  std::vector<std::string> names;
  for (const auto& [name, value] : map) names.push_back(name);
  return names;
}

}  // namespace

bool SetupContext::is_made(std::int32_t id) const {
  return id >= 0 && static_cast<std::size_t>(id) < out_.signals.nodes().size();
}

std::string SetupContext::shown(std::int32_t id) const { return out_.signals.text(id, assets_.names()); }

bool SetupContext::signal(const relval_signal_spec* spec, std::int32_t* id) {
  if (spec == nullptr) return fault("it asks for a signal that is null");
  if (spec->struct_size != sizeof(relval_signal_spec))
    return fault(
        format("it describes a signal in {} bytes, expected {}", spec->struct_size, sizeof(relval_signal_spec)));
  if (spec->operation < RELVAL_SIGNAL_FIELD || spec->operation >= kSignalOps)
    return fault(format("it asks for signal operation {}, which does not exist", spec->operation));
  SignalNode node;
  node.op = static_cast<SignalOp>(spec->operation);
  const bool source = spec->operation <= RELVAL_SIGNAL_TABLE, custom = spec->operation == RELVAL_SIGNAL_CUSTOM;
  const bool made = source ? source_signal(*spec, node)
                           : custom ? custom_signal(*spec, node) : derived_signal(*spec, node);
  if (!made) return false;
  const std::size_t before = out_.signals.nodes().size();
  *id = out_.signals.add(std::move(node));
  if (out_.signals.nodes().size() > before) check_sampling(*id);
  return true;
}

// A field or series that the store lacks is recorded and made all the same, so that one run of setup() finds all of
// them.
bool SetupContext::source_signal(const relval_signal_spec& spec, SignalNode& node) {
  if (spec.name == nullptr) return fault(format("{}: its name is null", name_of(node.op)));
  node.name = spec.name;
  if (node.op == SignalOp::field) {
    if (spec.integer[0] < 0 || spec.integer[0] > 1)
      return fault(format("field: its basis is {}, expected 0 (adjusted) or 1 (quoted)", spec.integer[0]));
    node.basis = static_cast<Basis>(spec.integer[0]);
  }
  if (node.op == SignalOp::field && header_.fields.count(node.name) == 0)
    missing(format("needs the field '{}', which the store does not have", node.name),
            suggest(node.name, keys(header_.fields)));
  if (node.op == SignalOp::exogenous) {
    bool found = false;
    for (const std::string& series : header_.series) found = found || series == node.name;
    if (!found)
      missing(format("needs the series '{}', which the store does not have", node.name),
              header_.series.empty() ? "the store has no series" : suggest(node.name, header_.series));
  }
  if (node.op == SignalOp::table) return parameter(spec.name, RELVAL_PARAM_TABLE, "a table") != nullptr;
  return true;
}

bool SetupContext::derived_signal(const relval_signal_spec& spec, SignalNode& node) {
  for (int i = 0; i < input_count(node.op); ++i) {
    node.input[i] = spec.input[i];
    if (!is_made(spec.input[i]))
      return fault(format("{}: its input {} is signal {}, which was not made", name_of(node.op), i + 1, spec.input[i]));
  }
  if (node.op == SignalOp::zscore || node.op == SignalOp::mean || node.op == SignalOp::deviation ||
      node.op == SignalOp::ols)
    return window_signal(spec, node);
  if (node.op == SignalOp::kalman) return kalman_signal(spec, node);
  const bool ewma = node.op == SignalOp::ewma_vol || node.op == SignalOp::ewma_mean;
  const std::int64_t value = spec.integer[0];
  if (node.op == SignalOp::of) {
    if (out_.signals.nodes()[static_cast<std::size_t>(node.input[0])].one_value)
      return fault(format("of: {} is one value already, it has none per asset", shown(node.input[0])));
    if (value < 0 || value >= static_cast<std::int64_t>(assets_.names().size()))
      return fault(format("of: asset {} does not exist", value));
    node.asset = static_cast<std::int32_t>(value);
  }
  if (node.op == SignalOp::rank && out_.signals.nodes()[static_cast<std::size_t>(node.input[0])].one_value)
    return fault(format("rank: {} is one value, there are no others to rank it among", shown(node.input[0])));
  if (node.op == SignalOp::lag) {
    if (value < 0) return fault(format("lag: {} rows would look ahead, expected at least 0", value));
    if (value > kMostSignalRows)
      return fault(format("lag: {} rows, expected at most {}", value, kMostSignalRows));
    node.rows = value;
  }
  if (node.op == SignalOp::scale || ewma) node.number = spec.number[0];
  if (node.op == SignalOp::scale && !std::isfinite(node.number))
    return fault(format("scale: its factor is {}", exact(node.number)));
  if (ewma && !(node.number > 0 && node.number <= kSlowestDecay))
    return fault(format("{}: lambda is {}, expected above 0 and at most {}", name_of(node.op), exact(node.number),
                        exact(kSlowestDecay)));
  return true;
}

bool SetupContext::window_signal(const relval_signal_spec& spec, SignalNode& node) {
  const std::int64_t least = node.op == SignalOp::ols ? 3 : node.op == SignalOp::mean ? 1 : 2;
  node.rows = spec.integer[0];
  node.include_today = spec.integer[1] != 0;
  if (node.rows < least && node.op == SignalOp::mean)
    return fault(format("mean: a window of {} rows, expected at least 1", node.rows));
  if (node.rows < least)
    return fault(format("{}: a window of {} rows has no deviation, expected at least {}", name_of(node.op), node.rows,
                        least));
  if (node.rows > kMostSignalRows)
    return fault(format("{}: a window of {} rows, expected at most {}", name_of(node.op), node.rows, kMostSignalRows));
  if (node.op != SignalOp::ols) return true;
  if (spec.integer[2] < RELVAL_OLS_ALPHA || spec.integer[2] > RELVAL_OLS_DEVIATION)
    return fault(format("ols: part {} does not exist", spec.integer[2]));
  node.part = static_cast<OlsPart>(spec.integer[2]);
  return true;
}

bool SetupContext::kalman_signal(const relval_signal_spec& spec, SignalNode& node) {
  node.rows = spec.integer[0];
  if (node.rows < 0 || node.rows > kMostSignalRows)
    return fault(format("kalman: a warm-up of {} rows, expected {}", node.rows, row_limit(node.rows)));
  if (spec.integer[1] < RELVAL_KALMAN_ALPHA || spec.integer[1] > RELVAL_KALMAN_SCORE)
    return fault(format("kalman: part {} does not exist", spec.integer[1]));
  node.kalman_part = static_cast<KalmanPart>(spec.integer[1]);
  node.kalman = {spec.number[0], spec.number[1], spec.number[2], spec.number[3]};
  const auto is_variance = [&](const char* of, double value, bool may_be_zero) {
    const bool good = std::isfinite(value) && (value > 0 || (may_be_zero && value == 0));
    return good || fault(format("kalman: {} is {}, expected a finite number {}", of, exact(value),
                                may_be_zero ? "of at least 0" : "above 0"));
  };
  return is_variance("alpha's drift", node.kalman.alpha_drift, true) &&
         is_variance("beta's drift", node.kalman.beta_drift, true) && is_variance("noise", node.kalman.noise, false) &&
         is_variance("the variance at the start", node.kalman.start_variance, false);
}

bool SetupContext::custom_signal(const relval_signal_spec& spec, SignalNode& node) {
  if (spec.custom == nullptr) return fault("custom: its description is null");
  const relval_custom_signal& c = *spec.custom;
  if (c.struct_size != sizeof(relval_custom_signal))
    return fault(format("custom: it is described in {} bytes, expected {}", c.struct_size, sizeof(c)));
  if (c.name == nullptr || !is_strategy_name(c.name))
    return fault(format("custom: a name of a-z, 0-9 and _ was expected, found {}",
                        c.name == nullptr ? "null" : "'" + std::string(c.name) + "'"));
  node.name = c.name;
  if (c.init == nullptr || c.step == nullptr) return fault(node.name + ": its init or step is null");
  if (c.param_count < 0 || c.param_count > 1000 || (c.param_count > 0 && c.params == nullptr))
    return fault(format("{}: {} parameters, expected 0 to 1000 and their values", node.name, c.param_count));
  if (c.state_size > (std::uint64_t{1} << 20) || c.state_align > 4096 || (c.state_align & (c.state_align - 1)) != 0)
    return fault(format("{}: a state of {} bytes aligned to {}, expected at most 1 MB and a power of two up to 4096",
                        node.name, c.state_size, c.state_align));
  if (c.warm_up_rows < 0 || c.warm_up_rows > kMostSignalRows)
    return fault(format("{}: a warm-up of {} rows, expected {}", node.name, c.warm_up_rows,
                        row_limit(c.warm_up_rows)));
  if (spec.integer[0] < 1 || spec.integer[0] > kMostInputs)
    return fault(format("{}: {} inputs, expected 1 to {}", node.name, spec.integer[0], kMostInputs));
  node.inputs = static_cast<int>(spec.integer[0]);
  for (int i = 0; i < node.inputs; ++i) {
    node.input[i] = spec.input[i];
    if (!is_made(spec.input[i]))
      return fault(format("{}: its input {} is signal {}, which was not made", node.name, i + 1, spec.input[i]));
  }
  node.rows = c.warm_up_rows;
  const PluginIdentity& id = out_.identity;
  node.custom = {id.sha256.empty() ? id.version : id.sha256, {c.params, c.params + c.param_count}, c.state_size,
                 c.state_align, c.init, c.step, id.name};
  return true;
}

// An average over a month and a mark at its end differ by half a month of moves: their difference is not a spread.
void SetupContext::check_sampling(std::int32_t id) {
  const SignalNode& node = out_.signals.nodes()[static_cast<std::size_t>(id)];
  Samplings all;
  if (node.op == SignalOp::field) {
    if (const auto field = header_.fields.find(node.name); field != header_.fields.end())
      all.emplace(field->second.sampling, node.name);
  } else if (node.op == SignalOp::exogenous) {
    const auto series = header_.series_sampling.find(node.name);
    all.emplace(series == header_.series_sampling.end() ? Sampling::point : series->second, node.name);
  }
  bool mixed_before = false;
  for (const std::int32_t input : node.input) {
    if (input < 0) continue;
    const Samplings& of_input = samplings_[static_cast<std::size_t>(input)];
    mixed_before = mixed_before || of_input.size() > 1;
    all.insert(of_input.begin(), of_input.end());
  }
  samplings_.push_back(all);
  if (all.size() < 2 || mixed_before || config_.market.allow_mixed_sampling) return;
  missing(format("mixes averages and marks in {}: '{}' is an average over each row's period, '{}' a mark at its close",
                 shown(id), all.at(Sampling::average), all.at(Sampling::point)),
          "take series of one sampling, or set market.allow_mixed_sampling: true");
}

}  // namespace relval
