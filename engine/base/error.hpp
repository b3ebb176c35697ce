// The one exception type. It ends a run; expected outcomes are values.
#pragma once

#include <stdexcept>
#include <string>

namespace relval {

// What failed, in the user's terms. The numbers are the program's exit codes.
enum class ErrorKind {
  check = 1,     // a comparison or expectation failed
  usage = 2,     // command line or config
  data = 3,      // a store, a CSV file, a value
  strategy = 4,  // a strategy or plugin
  disk = 5,      // disk or operating system
  bug = 70,      // ours: an invariant of relval broke
  interrupted = 130,
};

class Error : public std::runtime_error {
 public:
  // where: place (file:line:col, a dataset, a date and asset); what: what was expected and what was found;
  // hint: what to do about it. where and hint may be empty.
  Error(ErrorKind kind, std::string where, const std::string& what, std::string hint = {});

  // Several faults already rendered for a person (see Problems::raise).
  static Error rendered(ErrorKind kind, const std::string& text);

  ErrorKind kind() const noexcept { return kind_; }
  int exit_code() const noexcept { return static_cast<int>(kind_); }
  const std::string& where() const noexcept { return where_; }
  const std::string& hint() const noexcept { return hint_; }
  // what() is the whole message: "where: what\n  hint".

 private:
  struct Rendered {};
  Error(Rendered, ErrorKind kind, const std::string& text);
  ErrorKind kind_;
  std::string where_, hint_;
};

}  // namespace relval
