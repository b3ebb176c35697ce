#include "strategy/control_word.hpp"

#include <immintrin.h>

#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"

namespace relval {
namespace {

// Intel 64 and IA-32 manual, volume 1, 10.2.3 (MXCSR) and 8.1.5 (x87 control word).
constexpr std::uint32_t kFlags = 0x3F, kDenormalsAreZero = 0x40, kTraps = 0x1F80, kRounding = 0x6000,
                        kFlushToZero = 0x8000;
constexpr unsigned kX87Traps = 0x3F, kX87Precision = 0x300, kX87Rounding = 0xC00;

const char* rounding(std::uint32_t mode) {
  constexpr const char* kModes[] = {"to nearest", "down", "up", "toward zero"};
  return kModes[mode & 3];
}

}  // namespace

ControlWord current_control_word() noexcept {
  std::uint16_t x87 = 0;
  __asm__ __volatile__("fnstcw %0" : "=m"(x87));
  return {_mm_getcsr() & ~kFlags, x87};
}

void restore_control_word(const ControlWord& word) noexcept {
  _mm_setcsr((_mm_getcsr() & kFlags) | word.mxcsr);
  const std::uint16_t x87 = word.x87;
  __asm__ __volatile__("fldcw %0" : : "m"(x87));
}

std::string control_word_changes(const ControlWord& before, const ControlWord& now) {
  std::vector<std::string> changes;
  const std::uint32_t sse = before.mxcsr ^ now.mxcsr;
  const unsigned x87 = static_cast<unsigned>(before.x87 ^ now.x87);
  if (sse & kFlushToZero) changes.push_back(now.mxcsr & kFlushToZero ? "flush-to-zero is on" : "flush-to-zero is off");
  if (sse & kDenormalsAreZero)
    changes.push_back(now.mxcsr & kDenormalsAreZero ? "denormals-are-zero is on" : "denormals-are-zero is off");
  if (sse & kRounding) changes.push_back(format("rounding is {}", rounding(now.mxcsr >> 13)));
  if (sse & kTraps) changes.emplace_back("exceptions are masked differently");
  if (x87 & kX87Rounding)
    changes.push_back(format("x87 rounding is {}", rounding(static_cast<std::uint32_t>(now.x87) >> 10)));
  if (x87 & kX87Precision) changes.emplace_back("x87 precision is different");
  if (x87 & kX87Traps) changes.emplace_back("x87 exceptions are masked differently");
  if (changes.empty() && (sse || x87)) changes.emplace_back("reserved bits are different");
  return join(changes, ", ");
}

void require_control_word(const ControlWord& before, const std::string& plugin, const char* stage) {
  const ControlWord now = current_control_word();
  if (now == before) return;
  restore_control_word(before);
  throw Error(ErrorKind::strategy, plugin,
              format("{}: changed the floating-point control word: {}", stage, control_word_changes(before, now)),
              "every number after it would be computed differently; the plugin must leave it as it was");
}

}  // namespace relval
