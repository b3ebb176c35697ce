// Dispatches to a command and turns every failure into a message on stderr and an exit code.
#include <csignal>
#include <cstdio>
#include <new>

#include "app/commands.hpp"
#include "app/print.hpp"
#include "base/error.hpp"
#include "base/files.hpp"
#include "base/text.hpp"

namespace {

using relval::Command;

constexpr Command kCommands[] = {
    {"run", "run CONFIG...", "run backtests and write their results", relval::run_command},
    {"check", "check CONFIG|DIR...", "rerun and compare with the approved numbers", relval::check_command},
    {"approve", "approve CONFIG|DIR...", "approve new numbers, printing old -> new", relval::approve_command},
    {"diff", "diff A [B]", "what made the difference between two runs, stage by stage", relval::diff_command},
    {"compare", "compare RUN RUN...", "finished runs side by side: config, statistics, P&L, risk",
     relval::compare_command},
    {"runs", "runs [prune] [DIR|CONFIG...]", "list the finished runs, or remove old ones", relval::runs_command},
    {"validate", "validate CONFIG...", "check configs against their stores, run nothing", relval::validate_command},
    {"explain", "explain CONFIG...", "every value of a run, and where it comes from", relval::explain_command},
    {"schema", "schema", "the config's JSON Schema, for editors", relval::schema_command},
    {"data", "data info|validate|import FILE", "look at, check or build a market store", relval::data_command},
    {"strategies", "strategies list|describe NAME", "the strategies and their parameters", relval::strategies_command},
};

std::string help() {
  std::string out = "relval " RELVAL_VERSION ": a backtester for credit relative value\n\n";
  for (const Command& c : kCommands) out += relval::format("  relval {:<32} {}\n", c.usage, c.summary);
  return out + "\nrelval COMMAND --help says more. Exit codes: 0 done, 1 a check failed, 2 usage or config, 3 data,\n"
               "4 strategy or plugin, 5 disk or system, 70 a fault of relval.\n";
}

int dispatch(const std::vector<std::string>& words) {
  if (words.empty()) {
    relval::print(help());
    return 2;
  }
  if (words[0] == "--version" && words.size() > 1)
    throw relval::Error(relval::ErrorKind::usage, "", "'" + words[1] + "' is one word too many after " + words[0],
                        "relval COMMAND --help tells of a command");
  const bool asks = words[0] == "--help" || words[0] == "-h" || words[0] == "help";
  const bool of_command = asks && words.size() == 2 && words[1] != "help" && words[1].rfind('-', 0) != 0;
  if (of_command) return dispatch({words[1], "--help"});  // relval help run
  if (asks) {
    relval::print(help());
    return 0;
  }
  if (words[0] == "--version") {
    relval::print("relval " RELVAL_VERSION "\n");
    return 0;
  }
  std::vector<std::string> names;
  for (const Command& c : kCommands) {
    if (words[0] == c.name) return c.run({words.begin() + 1, words.end()});
    names.emplace_back(c.name);
  }
  const bool config = relval::exists(words[0]) && words[0].find(".yaml") != std::string::npos;
  throw relval::Error(relval::ErrorKind::usage, "", "unknown command '" + words[0] + "'",
                      config ? "relval run " + words[0] + " runs it" : relval::suggest(words[0], names));
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGXFSZ, SIG_IGN);  // a file-size limit is then an error with a message
  int code = 0;
  try {
    code = dispatch({argv + 1, argv + argc});
  } catch (const relval::Error& e) {
    relval::complain(e.what());
    code = e.exit_code();
  } catch (const std::bad_alloc&) {
    relval::complain("out of memory");
    code = static_cast<int>(relval::ErrorKind::disk);
  } catch (const std::exception& e) {
    relval::complain(std::string("a fault of relval: ") + e.what());
    code = static_cast<int>(relval::ErrorKind::bug);
  }
  if (std::fflush(stdout) != 0 || std::ferror(stdout)) {
    relval::complain("standard output could not be written");
    if (code == 0) code = static_cast<int>(relval::ErrorKind::disk);
  }
  return code;
}
