// Reading a run's config and writing it back: the whole of it, and the part that identifies a run.
#include "config/run_config.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "config/override.hpp"
#include "config/run_config_table.hpp"
#include "config/yaml_reader.hpp"

namespace relval {

namespace {

void erase(Node& map, std::string_view key) {
  auto& entries = map.entries;
  entries.erase(std::remove_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.key == key; }),
                entries.end());
}

}  // namespace

RunConfig read_run_config(const Path& file, const std::vector<Override>& overrides) {
  const char* const hint = "give the path of a run's config (YAML)";
  if (!relval::exists(file)) throw Error(ErrorKind::usage, file.string(), "no such file", hint);
  if (relval::is_directory(file)) throw Error(ErrorKind::usage, file.string(), "a directory, not a file", hint);
  Problems problems(ErrorKind::usage);
  std::optional<Node> tree = read_yaml(read_file(file), file.string(), problems);
  const bool readable = tree.has_value();
  if (readable && tree->find("store") && tree->find("instruments") && tree->find("fields"))
    throw Error(ErrorKind::usage, file.string(), "this is an import spec, not the config of a run",
                "relval data import " + file.string());
  if (!tree) tree = Node::map({});  // overrides are still checked
  const Section<RunConfig>& table = run_config_table();
  for (const Override& o : overrides) set_value(*tree, table, o.key, o.value, problems);
  RunConfig config;
  config.file = file;
  if (readable) table.read(*tree, config, problems);
  problems.raise_if_any();
  if (config.name.empty()) config.name = file.stem().string();
  return config;
}

std::string effective_config(const RunConfig& config) { return write_yaml(run_config_table().write(config)); }

std::string config_identity(const RunConfig& config) {
  Node tree = run_config_table().write(config);
  erase(tree, "name");
  erase(tree, "description");
  if (Node* market = tree.find("market")) {
    erase(*market, "store");
    erase(*market, "sha256");
  }
  return write_yaml(tree);
}

const char* name_of(TotalMode mode) {
  switch (mode) {
    case TotalMode::log_quadratic: return "log_quadratic";
    case TotalMode::taylor: return "taylor";
    case TotalMode::returns: return "returns";
  }
  return "";
}

const char* name_of(CarryBasis basis) {
  switch (basis) {
    case CarryBasis::act365: return "act365";
    case CarryBasis::act360: return "act360";
    case CarryBasis::thirty360: return "30/360";
  }
  return "";
}

const char* name_of(NotionalMode mode) {
  return mode == NotionalMode::constant ? "constant" : "drift";
}

}  // namespace relval
