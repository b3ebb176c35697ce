// relval data: look at a store, check one, build one from CSV files or make a synthetic one.
#include <algorithm>

#include "app/commands.hpp"
#include "app/print.hpp"
#include "base/error.hpp"
#include "base/files.hpp"
#include "base/text.hpp"
#include "market/import_csv.hpp"
#include "market/store.hpp"
#include "market/synthetic.hpp"
#include "report/store_description.hpp"

namespace relval {
namespace {

// The path of a spec that is there; throws Error(usage) otherwise.
Path spec_path(const std::string& word, const char* hint) {
  const Path spec = word;
  if (!relval::exists(spec)) throw Error(ErrorKind::usage, spec.string(), "no such file", hint);
  if (relval::is_directory(spec)) throw Error(ErrorKind::usage, spec.string(), "a directory, not a file", hint);
  return spec;
}

}  // namespace

Options data_info_options() {
  return Options("data info STORE [--json]",
                 "What a store holds: dates, instruments, fields with coverage and gaps, series.")
      .flag("json", "print as JSON").positional("STORE", 1, 1);
}

int data_info_command(const Options::Parsed& args) {
  const StoreDescription d = describe_store(args.positional[0]);
  print(args.has("json") ? store_json(d) : store_text(d));
  return 0;
}

Options data_validate_options() {
  return Options("data validate STORE [--json]",
                 "Every fault of a store, units included. Exit 3 when there is an error.")
      .flag("json", "print as JSON").positional("STORE", 1, 1);
}

int data_validate_command(const Options::Parsed& args) {
  const std::string& file = args.positional[0];
  const std::vector<StoreFault> faults = validate_store(file);
  print(args.has("json") ? faults_json(file, faults) : faults_text(file, faults));
  const bool wrong = std::any_of(faults.begin(), faults.end(),
                                 [](const StoreFault& f) { return f.severity == StoreFault::Severity::error; });
  return wrong ? static_cast<int>(ErrorKind::data) : 0;
}

Options data_import_options() {
  return Options("data import SPEC.yaml [--append]",
                 "Builds a store from CSV files as a spec describes them (docs/import.md).")
      .flag("append", "add the rows after the last date of the store that is there").positional("SPEC", 1, 1);
}

int data_import_command(const Options::Parsed& args) {
  print(render(import_csv(spec_path(args.positional[0], "give the path of an import spec (YAML)"),
                          args.has("append") ? ImportMode::append : ImportMode::whole)));
  return 0;
}

Options data_synth_options() {
  return Options("data synth SPEC.yaml", "Makes a synthetic store as a spec describes it (data/README.md).")
      .positional("SPEC", 1, 1);
}

int data_synth_command(const Options::Parsed& args) {
  const Path spec = spec_path(args.positional[0], "give the path of a synthetic spec (YAML)");
  print(render(write_synthetic_store(read_synthetic_spec(spec))));
  return 0;
}

}  // namespace relval
