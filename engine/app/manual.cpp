// relval manual: the manual page in troff, made of the commands' option tables.
#include "app/commands.hpp"
#include "app/print.hpp"
#include "base/text.hpp"

namespace relval {
namespace {

// Text that troff prints as it is.
std::string plain(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool line_start = out.empty() || out.back() == '\n';
    if (line_start && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\') out += "\\e";
    else if (c == '-') out += "\\-";
    else if (c == '`') out += "\\(ga";
    else out += c;
  }
  return out;
}

std::string section(const Command& command) {
  const Options options = command.options();
  std::string out = ".SS " + plain(std::string("relval ") + command.name) + "\n.B relval " + plain(options.usage()) +
                    "\n.PP\n" + plain(options.summary()) + "\n";
  for (const Options::Option& o : options.all())
    out += ".TP\n.B " + plain("--" + o.name) + (o.argument.empty() ? "" : " \\fI" + plain(o.argument) + "\\fR") +
           "\n" + plain(o.help) + "\n";
  return out;
}

std::string term(const std::string& name, const std::string& text) {
  return ".TP\n.B " + plain(name) + "\n" + plain(text) + "\n";
}

}  // namespace

Options manual_options() {
  return Options("manual", "Prints the manual page: relval manual | man -l -");
}

int manual_command(const Options::Parsed&) {
  std::string out = ".TH RELVAL 1\n.SH NAME\nrelval \\- a backtester for credit relative value\n"
                    ".SH SYNOPSIS\n.B relval\n.I COMMAND\n[\\fIoptions\\fR]\n"
                    ".SH DESCRIPTION\n" +
                    plain("Replays historical credit spreads from an HDF5 store, runs the strategies that YAML files "
                          "describe, and reports P&L and risk. Results go to standard output and to results/, "
                          "everything else to standard error.\n") +
                    ".SH COMMANDS\n";
  for (const Command& command : commands()) out += section(command);
  out += ".SH ENVIRONMENT\n" +
         term("RELVAL_PLUGIN_PATH", "folders with strategy plugins, separated by colons; the folder plugins beside the "
                                    "program comes after them") +
         term("RELVAL_WORKERS", "how many processes variations and check use; default: one for each processor") +
         term("CI", "set: relval approve refuses to write");
  out += ".SH EXIT STATUS\n" + term("0", "done") +
         term("1", "a check failed: a number moved, or a finding that the config fails on") +
         term("2", "usage or config") + term("3", "data") + term("4", "strategy or plugin") +
         term("5", "disk or system") + term("70", "a fault of relval");
  print(out);
  return 0;
}

}  // namespace relval
