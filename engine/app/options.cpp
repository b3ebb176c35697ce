#include "app/options.hpp"

#include <algorithm>
#include <boost/program_options.hpp>

#include "base/error.hpp"
#include "base/text.hpp"

namespace relval {
namespace po = boost::program_options;

Options::Options(std::string usage, std::string summary) : usage_(std::move(usage)), summary_(std::move(summary)) {
  flag("help", "print this and stop");
}

Options& Options::flag(const char* name, const char* help) {
  options_.push_back({name, "", help, Form::flag});
  return *this;
}
Options& Options::value(const char* name, const char* argument, const char* help) {
  options_.push_back({name, argument, help, Form::value});
  return *this;
}
Options& Options::list(const char* name, const char* argument, const char* help) {
  options_.push_back({name, argument, help, Form::list});
  return *this;
}
Options& Options::positional(const char* name, int least, int most) {
  positional_ = name;
  least_ = least;
  most_ = most;
  return *this;
}

std::string Options::Parsed::value(const std::string& name, const std::string& fallback) const {
  const auto it = values.find(name);
  return it == values.end() ? fallback : it->second.front();
}
std::vector<std::string> Options::Parsed::list(const std::string& name) const {
  const auto it = values.find(name);
  return it == values.end() ? std::vector<std::string>{} : it->second;
}

std::string Options::help() const {
  std::string out = "relval " + usage_ + "\n" + summary_ + "\n\n";
  for (const Option& o : options_)
    out += format("  {:<24} {}\n", "--" + o.name + (o.argument.empty() ? "" : " " + o.argument), o.help);
  return out;
}

Options::Parsed Options::parse(const std::vector<std::string>& words) const {
  po::options_description table;
  std::vector<std::string> names;
  for (const Option& o : options_) {
    names.push_back("--" + o.name);
    if (o.form == Form::flag) table.add_options()(o.name.c_str(), o.help.c_str());
    else table.add_options()(o.name.c_str(), po::value<std::vector<std::string>>(), o.help.c_str());
  }
  table.add_options()("positional", po::value<std::vector<std::string>>());
  po::positional_options_description rest;
  rest.add("positional", -1);

  const auto fail = [&](const std::string& what, const std::string& hint) -> Error {
    return Error(ErrorKind::usage, "", what, hint.empty() ? "usage: relval " + usage_ : hint);
  };
  Parsed out;
  out.words = words;
  try {
    const int style = po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
    const auto parsed = po::command_line_parser(words).options(table).positional(rest).style(style).run();
    for (const auto& o : parsed.options) {
      auto& into = o.string_key == "positional" ? out.positional : out.values[o.string_key];
      into.insert(into.end(), o.value.begin(), o.value.end());
    }
  } catch (const po::unknown_option& e) {
    throw fail(format("unknown option '{}'", e.get_option_name()), suggest(e.get_option_name(), names));
  } catch (const po::error& e) {
    throw fail(e.what(), "");
  }
  out.help = out.has("help");
  if (out.help) return out;
  for (const Option& o : options_)
    if (o.form == Form::value && out.list(o.name).size() > 1) throw fail(format("--{} is given twice", o.name), "");
  const int given = static_cast<int>(out.positional.size());
  if (given < least_) throw fail(format("{} is missing", positional_), "");
  if (most_ >= 0 && given > most_)
    throw fail(format("'{}' is one word too many", out.positional[static_cast<std::size_t>(most_)]), "");
  return out;
}

}  // namespace relval
