// One line on a terminal's stderr that says how far a long stage is, at which rate, and how long it will take.
#pragma once

#include <chrono>
#include <string>

#include "base/progress.hpp"

namespace relval {

// "seeds drawn: 120 of 400, 61 a second, 5 s left"
std::string progress_text(std::string_view stage, std::size_t done, std::size_t of, double seconds);

// Shows nothing before a stage has taken a second, and takes the line away when it ends. Silent where stderr is no
// terminal.
class Progress {
 public:
  Progress();
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  OnProgress teller();  // for as long as this lives
  void clear();

 private:
  using Clock = std::chrono::steady_clock;  // allowed: a line on a terminal, no result
  void at(std::string_view stage, std::size_t done, std::size_t of);

  bool able_;
  std::string stage_;
  Clock::time_point start_{}, shown_{};
  bool showing_ = false;
};

}  // namespace relval
