// Dispatches to a command and turns every failure into a message on stderr and an exit code.
#include <csignal>
#include <new>

#include "app/commands.hpp"
#include "app/print.hpp"
#include "base/error.hpp"
#include "base/files.hpp"
#include "base/text.hpp"

namespace {

using relval::Command;
using Words = std::vector<std::string>;

std::string list_of(const std::string& group) {
  std::string out;
  for (const Command& c : relval::commands())
    if (std::string(c.name).rfind(group, 0) == 0) out += relval::format("  relval {:<32} {}\n", c.usage, c.summary);
  return out;
}

std::string help() {
  return "relval " RELVAL_VERSION ": a backtester for credit relative value\n\n" + list_of("") +
         "\nrelval COMMAND --help says more. Exit codes: 0 done, 1 a check failed, 2 usage or config, 3 data,\n"
         "4 strategy or plugin, 5 disk or system, 70 a fault of relval.\n";
}

int run(const Command& command, const Words& words) {
  const relval::Options options = command.options();
  const relval::Options::Parsed args = options.parse(words);
  if (!args.help) return command.run(args);
  relval::print(options.help());
  return 0;
}

// "data" of "data import": the verbs it has.
Words verbs_of(const std::string& group) {
  Words out;
  for (const Command& c : relval::commands()) {
    const std::string name = c.name;
    if (name.rfind(group + " ", 0) == 0) out.push_back(name.substr(group.size() + 1));
  }
  return out;
}

bool asks_for_help(const std::string& word) { return word == "--help" || word == "-h" || word == "help"; }

int run_named(const Words& words) {
  const std::string two = words.size() > 1 ? words[0] + " " + words[1] : "";
  Words names;
  for (const Command& c : relval::commands())
    if (two == c.name) return run(c, {words.begin() + 2, words.end()});
  for (const Command& c : relval::commands()) {
    if (words[0] == c.name) return run(c, {words.begin() + 1, words.end()});
    const std::string first = relval::split(c.name, ' ').front();
    if (names.empty() || names.back() != first) names.push_back(first);
  }
  const Words verbs = verbs_of(words[0]);
  if (!verbs.empty() && words.size() > 1 && asks_for_help(words[1])) {
    relval::print(list_of(words[0] + " "));
    return 0;
  }
  if (!verbs.empty())
    throw relval::Error(relval::ErrorKind::usage, "relval " + words[0],
                        words.size() > 1 ? "unknown verb '" + words[1] + "'" : "a verb is missing",
                        relval::suggest(words.size() > 1 ? words[1] : "", verbs));
  const bool config = relval::exists(words[0]) && words[0].find(".yaml") != std::string::npos;
  throw relval::Error(relval::ErrorKind::usage, "", "unknown command '" + words[0] + "'",
                      config ? "relval run " + words[0] + " runs it" : relval::suggest(words[0], names));
}

int dispatch(const Words& words) {
  if (words.empty()) {
    relval::print(help());
    return 2;
  }
  if (words[0] == "--version" && words.size() > 1)
    throw relval::Error(relval::ErrorKind::usage, "", "'" + words[1] + "' is one word too many after " + words[0],
                        "relval COMMAND --help tells of a command");
  if (words[0] == "--version") {
    relval::print("relval " RELVAL_VERSION "\n");
    return 0;
  }
  if (!asks_for_help(words[0])) return run_named(words);
  if (words.size() > 1 && !asks_for_help(words[1]) && words[1].rfind('-', 0) != 0) {  // relval help run
    Words of_command(words.begin() + 1, words.end());
    of_command.emplace_back("--help");
    return run_named(of_command);
  }
  relval::print(help());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGXFSZ, SIG_IGN);  // a file-size limit is then an error with a message
  relval::keep_standard_output();
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
  if (!relval::finish_output()) {
    relval::complain("standard output could not be written");
    if (code == 0) code = static_cast<int>(relval::ErrorKind::disk);
  }
  return code;
}
