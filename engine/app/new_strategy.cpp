// relval strategies new: a folder with a strategy, its test, its build and a config, to change into one's own idea.
#include <filesystem>

#include "app/commands.hpp"
#include "app/prepare.hpp"
#include "app/print.hpp"
#include "app/template_files.hpp"
#include "base/error.hpp"
#include "base/files.hpp"
#include "base/text.hpp"
#include "strategy/descriptor.hpp"
#include "strategy/registry.hpp"

namespace relval {
namespace {

std::string type_name(const std::string& name) {  // my_idea -> MyIdea
  std::string out;
  for (const std::string& word : split(name, '_')) {
    if (word.empty()) continue;
    const char first = word[0];
    out += first >= 'a' && first <= 'z' ? static_cast<char>(first - 'a' + 'A') : first;
    out += word.substr(1);
  }
  return out == "State" ? "StateStrategy" : out;  // State is a struct within it
}

// Beside the program in a build's directory, or in the prefix whose bin it is in.
Path package_folder(const Path& program) {
  const Path folder = program.parent_path();
  if (relval::exists(folder / "relvalConfig.cmake")) return folder;
  return folder.parent_path() / "lib/cmake/relval";
}

Path flagship(const Path& program) {
  const Path name = "configs/industrial_vs_hyperscaler.yaml";
  const Path installed = program.parent_path().parent_path() / "share/relval" / name;
  if (relval::exists(installed)) return installed;
  for (Path folder = program.parent_path(); folder.has_relative_path(); folder = folder.parent_path())
    if (relval::exists(folder / name)) return folder / name;
  throw Error(ErrorKind::disk, name.string(), "the flagship's config is not beside the program",
              "install relval with its data: cmake --install, or the .deb");
}

std::string filled(std::string text, const std::vector<std::pair<std::string, std::string>>& values) {
  for (const auto& [mark, value] : values)
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size()))
      text.replace(at, mark.size(), value);
  return text;
}

}  // namespace

Options strategies_new_options() {
  return Options("strategies new NAME [--in DIR]",
                 "Writes the folder NAME with a strategy that builds, its test, a config and a README: a start for\n"
                 "your own. NAME is a-z, 0-9 and _, a letter first.")
      .value("in", "DIR", "the folder to write it in (default: here)")
      .positional("NAME", 1, 1);
}

int strategies_new_command(const Options::Parsed& args) {
  const std::string& name = args.positional[0];
  Registry registry(plugin_path());
  if (!is_strategy_name(name))
    throw Error(ErrorKind::usage, "relval strategies new", "'" + name + "' cannot be the name of a strategy",
                "a-z, 0-9 and _, a letter first, at most 64");
  if (registry.knows(name))
    throw Error(ErrorKind::usage, "relval strategies new", "there is a strategy '" + name + "' already",
                "relval strategies list shows them; take another name");
  const Path folder = Path(args.value("in", ".")) / name;
  if (relval::exists(folder))
    throw Error(ErrorKind::usage, folder.string(), "it is there already, and is left as it is",
                "take another name, or another folder with --in");
  const Path program = program_path();
  const std::vector<std::pair<std::string, std::string>> values{{"@NAME@", name},
                                                                {"@TYPE@", type_name(name)},
                                                                {"@PACKAGE@", package_folder(program).string()},
                                                                {"@FLAGSHIP@", flagship(program).string()}};
  std::string written;
  for (const TemplateFile& file : template_files()) {
    const Path path = (folder / filled(file.name, values)).lexically_normal();
    make_directories(path.parent_path());
    write_file(path, filled(file.bytes, values));
    written += "  " + path.string() + "\n";
  }
  const std::string shown = folder.lexically_normal().string();
  print("wrote\n" + written + "next: cd " + shown + " && cmake -B build && cmake --build build && " +
        "ctest --test-dir build\n");
  return 0;
}

}  // namespace relval
