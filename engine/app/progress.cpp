#include "app/progress.hpp"

#include <unistd.h>

#include <cmath>
#include <cstdio>

#include "base/text.hpp"

namespace relval {
namespace {

constexpr std::chrono::milliseconds kQuiet{1000}, kBetween{100};

// Two figures say enough of a rate and of a time that is left.
std::string rough(double x) { return x >= 10 ? format("{:.0f}", x) : format("{:.1f}", x); }

}  // namespace

std::string progress_text(std::string_view stage, std::size_t done, std::size_t of, double seconds) {
  std::string text = format("{}: {} of {}", stage, done, of);
  if (done == 0 || seconds <= 0) return text;
  const double rate = static_cast<double>(done) / seconds, left = static_cast<double>(of - done) / rate;
  text += rate >= 1 ? format(", {} a second", rough(rate)) : format(", {} s each", rough(1 / rate));
  if (left >= 120) return text + format(", {:.0f} min left", std::ceil(left / 60));
  return text + format(", {:.0f} s left", std::ceil(left));
}

Progress::Progress() : able_(::isatty(STDERR_FILENO) == 1) {}

OnProgress Progress::teller() {
  if (!able_) return {};
  return [this](std::string_view stage, std::size_t done, std::size_t of) { at(stage, done, of); };
}

void Progress::at(std::string_view stage, std::size_t done, std::size_t of) {
  const auto now = Clock::now();
  if (stage != stage_) {
    clear();
    stage_ = stage;
    start_ = now;
  }
  if (done >= of) return clear();
  if (now - start_ < kQuiet || (showing_ && now - shown_ < kBetween)) return;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  std::fprintf(stderr, "\r%s\x1b[K", progress_text(stage, done, of, seconds).c_str());
  std::fflush(stderr);
  showing_ = true;
  shown_ = now;
}

void Progress::clear() {
  if (showing_) std::fputs("\r\x1b[K", stderr);
  showing_ = false;
}

}  // namespace relval
