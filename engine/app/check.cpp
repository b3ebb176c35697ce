// relval check: reruns configs and compares them with what was approved. For CI: an exit code, and reports it can read.
#include "app/check_runs.hpp"
#include "app/commands.hpp"
#include "app/print.hpp"
#include "base/error.hpp"
#include "base/report_file.hpp"
#include "base/text.hpp"
#include "report/junit.hpp"
#include "report/layout.hpp"

namespace relval {
namespace {

constexpr std::size_t kFiguresShown = 5;

bool skips(const std::string& text) {
  if (text != "skip" && text != "fail")
    throw Error(ErrorKind::usage, "--missing-data=" + text, "skip or fail was expected");
  return text == "skip";
}

// Where a report can be written is looked at before anything runs.
void check_place(const std::string& option, const std::string& file) {
  const Path folder = Path(file).parent_path();
  if (file.empty()) throw Error(ErrorKind::usage, option, "a file was expected, found nothing");
  if (!folder.empty() && !relval::is_directory(folder))
    throw Error(ErrorKind::usage, option + " " + file, "there is no folder '" + folder.string() + "'", "make it first");
  if (relval::is_directory(file)) throw Error(ErrorKind::usage, option + " " + file, "a folder, a file was expected");
}

std::string line_of(const CheckedConfig& c) {
  const bool skipped = c.end == CheckEnd::skipped;
  const std::string word = !c.passed() ? "FAIL" : skipped ? "skip" : "ok";
  return pad_right(word, 5) + c.config + "  " +
         (word == "ok" ? "" : headline(c) + (skipped ? ": " + c.fault : "") + "  ") + number(c.seconds, 2) + " s\n";
}

}  // namespace

Options check_options() {
  Options options("check CONFIG|DIR... [options]",
                  "Reruns configs and compares every figure with what was approved (relval approve).");
  add_check_options(options);
  options.value("junit", "FILE", "write JUnit XML there, a test case a config")
      .value("markdown", "FILE", "write a table there, for a job's summary")
      .flag("json", "print the outcome as JSON instead")
      .value("missing-data", "skip|fail", "a config whose store is not there (default: fail)");
  return options;
}

int check_command(const Options::Parsed& args) {
  CheckRequest request = check_request(args);
  if (args.has("baselines") && !relval::is_directory(request.baselines))
    throw Error(ErrorKind::usage, "--baselines " + args.value("baselines"), "there is no such folder");
  for (const char* report : {"junit", "markdown"})
    if (args.has(report)) check_place(std::string("--") + report, args.value(report));
  if (args.has("junit") && args.value("junit") == args.value("markdown"))
    throw Error(ErrorKind::usage, "--junit, --markdown", "both name '" + args.value("junit") + "'");
  request.skip_missing_data = skips(args.value("missing-data", "fail"));
  const bool json = args.has("json");

  std::vector<CheckedConfig> all(request.configs.size());
  int code = 0;
  const std::vector<CheckedRun> runs = check_runs(request, [&](const CheckedRun& run, std::size_t ended) {
    if (json) return;
    const std::string of = ended < 10 && request.configs.size() >= 10 ? " " : "";
    print("[" + of + std::to_string(ended) + "/" + std::to_string(request.configs.size()) + "] " +
          line_of(run.checked) + (run.checked.passed() ? "" : check_lines(run.checked, kFiguresShown)));
  });
  for (std::size_t i = 0; i < runs.size(); ++i) {
    all[i] = runs[i].checked;
    code = worse_exit(code, all[i].exit_code);
  }
  print(json ? check_json(all) : check_total(all) + "\n");
  if (args.has("junit")) write_report(args.value("junit"), junit_xml(all));
  if (args.has("markdown")) write_report(args.value("markdown"), check_markdown(all));
  return code;
}

}  // namespace relval
