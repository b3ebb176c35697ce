// What is wrong with the files of an import: a list for a person, and what a quarantine sets aside.
#pragma once

#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "base/problems.hpp"

namespace relval {

// A line or a cell that was not taken over. column and value are empty where the whole line is meant.
struct RejectedCell {
  std::string file;
  int line = 0;
  std::string column, value, reason;
};

class ImportFaults {
 public:
  explicit ImportFaults(bool quarantine) : quarantine_(quarantine) {}

  // Of the spec or of a file's form: nothing can be imported with it, whatever on_fault says.
  void structural(Place place, std::string what, std::string hint = {}) {
    add(std::move(place), std::move(what), std::move(hint));
  }
  // Of one line or cell: refused with the others, or set aside.
  void cell(Place place, std::string column, std::string value, std::string what, std::string hint = {}) {
    if (quarantine_) {
      if (!seen_.emplace(place.file, place.line, column + what).second) return;
      rejected_.push_back({std::move(place.file), place.line, std::move(column), std::move(value), std::move(what)});
    } else {
      add(std::move(place), std::move(what), std::move(hint));
    }
  }

  bool quarantine() const noexcept { return quarantine_; }
  const Problems& problems() const noexcept { return problems_; }
  const std::vector<RejectedCell>& rejected() const noexcept { return rejected_; }

 private:
  void add(Place place, std::string what, std::string hint) {
    const std::string where = std::to_string(place.column) + what;
    if (!seen_.emplace(place.file, place.line, where).second) return;
    if (problems_.size() >= kLinesKept) place.text.clear();
    problems_.add(std::move(place), std::move(what), std::move(hint));
    if (problems_.size() >= kEnough) problems_.raise_if_any();
  }

  // One file may be read for several fields: what is wrong with a line of it is said once.
  std::set<std::tuple<std::string, int, std::string>> seen_;
  // Lines are shown of the first faults only; a file of another form gives a fault a cell, so reading ends at kEnough.
  static constexpr std::size_t kLinesKept = 20, kEnough = 10'000;
  bool quarantine_;
  Problems problems_{ErrorKind::data};
  std::vector<RejectedCell> rejected_;
};

}  // namespace relval
