// relval approve: writes what configs come to as what they are expected to come to. By a person, with a reason.
#include <cstdlib>

#include "app/check_runs.hpp"
#include "app/commands.hpp"
#include "app/print.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "report/layout.hpp"

namespace relval {
namespace {

constexpr std::size_t kFiguresShown = 12;

bool in_ci() {
  const char* ci = std::getenv("CI");  // allowed: decides who may approve, not what a run comes to
  return ci && *ci && std::string(ci) != "false" && std::string(ci) != "0";
}

// What is approved in place of what.
std::string old_to_new(const CheckedRun& run) {
  const CheckedConfig& c = run.checked;
  if (c.end == CheckEnd::no_baseline) {
    const std::string* total = find_text(run.now->figures, "statistics.total");
    return "new     " + c.config + "  total " + (total ? *total : "-") + ", " + plural(run.now->rows, "row") + ", " +
           plural(run.now->trades, "trade") + "\n";
  }
  if (c.comparison.verdict == Verdict::same) return "same    " + c.config + "\n";
  return "changed " + c.config + "  " + headline(c) + "\n" + check_lines(c, kFiguresShown);
}

}  // namespace

Options approve_options() {
  Options options("approve CONFIG|DIR... --reason TEXT [options]",
                  "Runs configs, prints what moved, and approves it: relval check compares with it from then on.");
  options.value("reason", "TEXT", "why the numbers are right, kept beside them");
  add_check_options(options);
  return options;
}

int approve_command(const Options::Parsed& args) {
  if (in_ci())
    throw Error(ErrorKind::usage, "relval approve", "CI does not approve its own numbers (CI is set)",
                "run it where a person looks at what moved, and commit the result");
  const std::string reason(trim(args.value("reason")));
  if (reason.empty())
    throw Error(ErrorKind::usage, "--reason", "a reason was expected, found nothing",
                "say why the numbers are right: --reason 'half-spread of hyperscalers raised to 1.6 %'");
  CheckRequest request = check_request(args);
  request.exact = true;  // whoever approves sees all that moves

  int code = 0;
  std::size_t written = 0;
  for (CheckedRun& run : check_runs(request)) {
    run.checked.approve.clear();  // this is the command that a check would advise
    const CheckedConfig& c = run.checked;
    if (!run.now) {
      complain(c.config + ": " + headline(c) + "\n" + c.fault);
      code = worse_exit(code, c.exit_code);
      continue;
    }
    const bool damaged = c.end == CheckEnd::bad_baseline;  // what was there cannot be read: it is replaced
    print(damaged ? "changed " + c.config + "  what was approved cannot be read\n" : old_to_new(run));
    if (!damaged && run.approved && c.comparison.verdict == Verdict::same) continue;  // its reason stays
    run.now->reason = reason;
    const ExpectationFiles files = expectation_files(*run.now);
    make_directories(Path(c.baseline).parent_path());
    write_file_whole(c.baseline + ".csv", files.csv);
    write_file_whole(c.baseline + ".json", files.json);
    ++written;
  }
  print(plural(written, "baseline") + " written to " + request.baselines.string() + "\n");
  return code;
}

}  // namespace relval
