// The floating-point control words of this thread: rounding, flushing of tiny numbers, traps. A plugin that changes
// them changes every number that is computed afterwards, so they are compared after each call into one.
#pragma once

#include <cstdint>
#include <string>

namespace relval {

struct ControlWord {
  std::uint32_t mxcsr = 0;  // control bits only: the flags of past exceptions are masked out
  std::uint16_t x87 = 0;
  bool operator==(const ControlWord&) const = default;
};

ControlWord current_control_word() noexcept;
void restore_control_word(const ControlWord&) noexcept;
// "flush-to-zero is on, rounding is toward zero": what differs, in the words of `now`. Empty when nothing does.
std::string control_word_changes(const ControlWord& before, const ControlWord& now);

// After a call into a plugin: a changed control word is put back, then Error(strategy) names plugin, stage and change.
void require_control_word(const ControlWord& before, const std::string& plugin, const char* stage);

}  // namespace relval
