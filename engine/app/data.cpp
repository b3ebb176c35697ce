// relval data: look at a store, check one, build one from CSV files or make a synthetic one.
#include <algorithm>

#include "app/commands.hpp"
#include "app/options.hpp"
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

int info(const std::vector<std::string>& words) {
  Options options("data info STORE [--json]",
                  "What a store holds: dates, instruments, fields with coverage and gaps, series.");
  options.flag("json", "print as JSON").positional("STORE", 1, 1);
  const auto args = options.parse(words);
  if (args.help) {
    print(options.help());
    return 0;
  }
  const StoreDescription d = describe_store(args.positional[0]);
  print(args.has("json") ? store_json(d) : store_text(d));
  return 0;
}

int validate(const std::vector<std::string>& words) {
  Options options("data validate STORE [--json]",
                  "Every fault of a store, units included. Exit 3 when there is an error.");
  options.flag("json", "print as JSON").positional("STORE", 1, 1);
  const auto args = options.parse(words);
  if (args.help) {
    print(options.help());
    return 0;
  }
  const std::string& file = args.positional[0];
  const std::vector<StoreFault> faults = validate_store(file);
  print(args.has("json") ? faults_json(file, faults) : faults_text(file, faults));
  const bool wrong = std::any_of(faults.begin(), faults.end(),
                                 [](const StoreFault& f) { return f.severity == StoreFault::Severity::error; });
  return wrong ? static_cast<int>(ErrorKind::data) : 0;
}

// The path of a spec that is there; throws Error(usage) otherwise.
Path spec_path(const std::string& word, const char* hint) {
  const Path spec = word;
  if (!relval::exists(spec)) throw Error(ErrorKind::usage, spec.string(), "no such file", hint);
  if (relval::is_directory(spec)) throw Error(ErrorKind::usage, spec.string(), "a directory, not a file", hint);
  return spec;
}

int import(const std::vector<std::string>& words) {
  Options options("data import SPEC.yaml [--append]",
                  "Builds a store from CSV files as a spec describes them (docs/import.md).");
  options.flag("append", "add the rows after the last date of the store that is there").positional("SPEC", 1, 1);
  const auto args = options.parse(words);
  if (args.help) {
    print(options.help());
    return 0;
  }
  print(render(import_csv(spec_path(args.positional[0], "give the path of an import spec (YAML)"),
                          args.has("append") ? ImportMode::append : ImportMode::whole)));
  return 0;
}

int synth(const std::vector<std::string>& words) {
  Options options("data synth SPEC.yaml", "Makes a synthetic store as a spec describes it (data/README.md).");
  options.positional("SPEC", 1, 1);
  const auto args = options.parse(words);
  if (args.help) {
    print(options.help());
    return 0;
  }
  const Path spec = spec_path(args.positional[0], "give the path of a synthetic spec (YAML)");
  print(render(write_synthetic_store(read_synthetic_spec(spec))));
  return 0;
}

}  // namespace

int data_command(const std::vector<std::string>& words) {
  const std::vector<std::string> rest(words.begin() + (words.empty() ? 0 : 1), words.end());
  const std::string verb = words.empty() ? "" : words[0];
  if (verb == "info") return info(rest);
  if (verb == "validate") return validate(rest);
  if (verb == "import") return import(rest);
  if (verb == "synth") return synth(rest);
  if (verb == "--help") {
    print("relval data info STORE        what a store holds\nrelval data validate STORE    every fault of a store\n"
          "relval data import SPEC.yaml  build a store from CSV files\n"
          "relval data synth SPEC.yaml   make a synthetic store\n");
    return 0;
  }
  throw Error(ErrorKind::usage, "relval data", verb.empty() ? "a verb is missing" : "unknown verb '" + verb + "'",
              suggest(verb, {"info", "validate", "import", "synth"}));
}

}  // namespace relval
