#include "config/paths.hpp"

namespace relval {
namespace {

// Shown as the user would write it where it lies below the working directory.
Path shortened(const Path& found, const Path& working) {
  const Path normal = found.lexically_normal();
  const Path below = normal.lexically_relative(working);
  return below.empty() || *below.begin() == ".." ? normal : below;
}

}  // namespace

std::optional<Path> resolve_input(const Path& config_file, const std::string& written) {
  if (written.empty()) return {};
  const Path wanted(written), working = std::filesystem::current_path();
  if (wanted.is_absolute()) return relval::exists(wanted) ? std::optional<Path>(wanted) : std::nullopt;
  for (Path folder = (working / config_file).lexically_normal().parent_path();; folder = folder.parent_path()) {
    if (relval::exists(folder / wanted)) return shortened(folder / wanted, working);
    if (folder == folder.parent_path()) break;
  }
  if (relval::exists(working / wanted)) return shortened(wanted, working);
  return {};
}

std::optional<Path> resolve_input(const Path& config_file, const PlacedText& written) {
  const Path& from = written.place.file;
  if (!from.empty() && from != config_file && relval::exists(from))
    if (auto found = resolve_input(from, written.value)) return found;
  return resolve_input(config_file, written.value);
}

std::string path_from(const Path& folder, const std::string& written, const Path& input) {
  const Path working = std::filesystem::current_path();
  const Path from = (working / folder).lexically_normal(), to = (working / input).lexically_normal();
  for (Path above = from;; above = above.parent_path()) {
    const Path reached = (above / written).lexically_normal();
    if (reached == to) return written;
    if (relval::exists(reached) || above == above.parent_path()) break;
  }
  std::ptrdiff_t common = 0;  // the root counts as one
  for (auto a = from.begin(), b = to.begin(); a != from.end() && b != to.end() && *a == *b; ++a, ++b) ++common;
  constexpr std::ptrdiff_t kTopLevel = 2;
  return (common > kTopLevel ? to.lexically_relative(from) : to).string();
}

RunConfig without_folders(RunConfig config, const std::vector<std::string>& parameters) {
  for (const std::string& name : parameters) {
    const auto found = config.strategy.parameters.find(name);
    if (found != config.strategy.parameters.end()) found->second.value = Path(found->second.value).filename().string();
  }
  for (PlacedText& file : config.report.scenarios) file.value = Path(file.value).filename().string();
  config.strategy.library.value.clear();
  return config;
}

}  // namespace relval
