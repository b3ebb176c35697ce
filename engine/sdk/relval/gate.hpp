// What keeps exceptions on the plugin's side of the gate.
#pragma once

#include <cstdint>
#include <cstring>
#include <exception>
#include <new>

#include "relval/abi.h"

namespace relval {

// Thrown inside the plugin when the host refused a call; the host already holds the reason.
struct SetupRefused {};

namespace gate {

inline void say(relval_error* error, const char* text) noexcept {
  std::strncpy(error->text, text, sizeof(error->text) - 1);
  error->text[sizeof(error->text) - 1] = '\0';
}

// Runs f; an exception becomes a text, so that nothing unwinds across the gate.
template <class F> std::int32_t guarded(relval_error* error, F f) noexcept {
  try {
    f();
    return 0;
  } catch (const SetupRefused&) {
    say(error, "");
  } catch (const std::bad_alloc&) {
    say(error, "out of memory");
  } catch (const std::exception& e) {
    const char* words = e.what();
    say(error, words != nullptr && *words != '\0' ? words : "an exception without words");
  } catch (...) {
    say(error, "an exception that is not a std::exception");
  }
  return 1;
}

}  // namespace gate
}  // namespace relval
