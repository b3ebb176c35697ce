// A folder of its own for a test that imports: files written into it, and messages without its path.
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "base/error.hpp"
#include "base/files.hpp"
#include "market/import_csv.hpp"

namespace relval {

class ImportFolder {
 public:
  ImportFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "relval-import-XXXXXX").string();
    if (!mkdtemp(name.data())) throw Error(ErrorKind::disk, name, "cannot make a folder");
    path_ = name;
  }
  ~ImportFolder() { remove_tree(path_); }
  ImportFolder(const ImportFolder&) = delete;
  ImportFolder& operator=(const ImportFolder&) = delete;

  Path file(const std::string& name) const { return path_ / name; }
  ImportFolder& write(const std::string& name, const std::string& text) {
    make_directories(file(name).parent_path());
    write_file(file(name), text);
    return *this;
  }
  // A spec with its store section, an instruments section and whatever follows.
  ImportFolder& spec(const std::string& rest, const std::string& instruments = "list: [A, B]") {
    return write("import.yaml", "store: {file: out.h5, title: t, origin: o, licence: l}\n"
                                "instruments: {defaults: {kind: spread_index}, " + instruments + "}\n" + rest);
  }
  Import import() const { return read_import(file("import.yaml")); }

  // What an import says when it refuses, without the folder in front of each file; "" when it does not.
  std::string refusal(const std::string& name = "import.yaml") const {
    try {
      read_import(file(name));
    } catch (const Error& error) {
      return without_folder(error.what());
    }
    return "";
  }
  std::string without_folder(std::string text) const {
    const std::string prefix = path_.string() + "/";
    for (std::size_t at; (at = text.find(prefix)) != std::string::npos;) text.erase(at, prefix.size());
    return text;
  }

 private:
  Path path_;
};

}  // namespace relval
