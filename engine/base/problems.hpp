// Faults in input are collected and shown together; one bad line never hides another.
#pragma once

#include <string>
#include <vector>

#include "base/error.hpp"

namespace relval {

// A place in a text file. line and column count from 1; 0 = unknown. column counts characters, for the caret.
struct Place {
  std::string file;
  int line = 0, column = 0;
  std::string text;  // the source line; empty = no caret is shown
};

struct Problem {
  Place place;
  std::string what;  // what was expected and what was found
  std::string hint;  // what to do, "did you mean ..."; may be empty
};

class Problems {
 public:
  // At most `shown` problems are rendered; the rest are counted.
  explicit Problems(ErrorKind kind, std::size_t shown = 20) : kind_(kind), shown_(shown) {}

  void add(Place place, std::string what, std::string hint = {});
  bool empty() const noexcept { return list_.empty(); }
  std::size_t size() const noexcept { return list_.size(); }
  const std::vector<Problem>& list() const noexcept { return list_; }

  //   config.yaml:12:3: unknown key 'exlude'
  //     12 |   exlude: [ORCL]
  //        |   ^
  //     did you mean 'exclude'?
  // and, with more than one, a last line "3 problems".
  std::string render() const;
  void raise_if_any() const;  // throws Error(kind) with render() as its message

 private:
  ErrorKind kind_;
  std::size_t shown_;
  std::vector<Problem> list_;
};

}  // namespace relval
