// Command lines: one table per command, from which parsing, --help, the manual page and the completion come.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace relval {

class Options {
 public:
  enum class Form { flag, value, list };
  struct Option {
    std::string name, argument, help;
    Form form;
  };

  // usage: "run CONFIG... [options]"; summary: one line.
  Options(std::string usage, std::string summary);

  Options& flag(const char* name, const char* help);
  Options& value(const char* name, const char* argument, const char* help);  // given at most once
  Options& list(const char* name, const char* argument, const char* help);   // may be repeated
  Options& positional(const char* name, int least, int most);                // most < 0: any number

  struct Parsed {
    std::map<std::string, std::vector<std::string>> values;
    std::vector<std::string> positional;
    std::vector<std::string> words;  // as they were given
    bool help = false;
    bool has(const std::string& name) const { return values.count(name) > 0; }
    std::string value(const std::string& name, const std::string& fallback = {}) const;
    std::vector<std::string> list(const std::string& name) const;
  };
  // Unknown options, surplus or missing words are Error(usage) with what is near. Abbreviations are not guessed.
  Parsed parse(const std::vector<std::string>& words) const;
  std::string help() const;

  const std::string& usage() const { return usage_; }
  const std::string& summary() const { return summary_; }
  const std::string& operand() const { return positional_; }  // the name of what stands without an option
  const std::vector<Option>& all() const { return options_; }

 private:
  std::string usage_, summary_, positional_;
  int least_ = 0, most_ = 0;
  std::vector<Option> options_;
};

}  // namespace relval
