#include "app/described.hpp"

#include "base/error.hpp"
#include "base/processes.hpp"

namespace relval {
namespace {

constexpr double kMostSeconds = 10;

ListedStrategy described(Registry& registry, const std::string& name) {
  ListedStrategy out{name, {}, {}};
  try {
    out.description = strategy_description(registry, name);
  } catch (const Error& e) {
    out.fault = e.what();
  }
  return out;
}

}  // namespace

std::vector<ListedStrategy> described_strategies(Registry& registry) {
  const std::vector<std::string> names = registry.names();
  const auto load = [&](std::size_t i) {
    registry.find(names[i]);
    return std::string();
  };
  const std::vector<ChildEnd> ends = in_children(names.size(), available_workers(), kMostSeconds, load);
  std::vector<ListedStrategy> out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool loads = ends[i].how == ChildEnd::done;
    out.push_back(loads ? described(registry, names[i]) : ListedStrategy{names[i], ends[i].text, {}});
  }
  return out;
}

}  // namespace relval
