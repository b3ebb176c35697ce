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

}  // namespace relval
