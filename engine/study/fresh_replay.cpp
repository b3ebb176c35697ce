#include "study/fresh_replay.hpp"

#include "base/error.hpp"
#include "base/processes.hpp"
#include "base/text.hpp"
#include "strategy/plugin_seal.hpp"

namespace relval {
namespace {

constexpr double kMostSeconds = 3600;
constexpr char kUnsealed = 'u', kReplayed = 'r';

// The attempts, a line each and then an empty one, and the recording's bytes.
std::string answer(Inputs inputs, const std::function<Recording()>& replay) {
  if (inputs == Inputs::given && !seal_plugins()) return {kUnsealed};
  const std::string bytes = replay().bytes();
  std::string out = {kReplayed};
  for (std::string attempt : sealed_attempts()) {
    for (char& c : attempt) c = c == '\n' ? ' ' : c;
    out += attempt + "\n";
  }
  return out + "\n" + bytes;
}

}  // namespace

FreshReplay replay_fresh(Inputs inputs, const std::function<Recording()>& replay) {
  const ChildEnd end = in_children(1, 1, kMostSeconds, [&](std::size_t) { return answer(inputs, replay); }).front();
  FreshReplay out;
  if (end.how != ChildEnd::done) {
    out.failure = end.text;
    return out;
  }
  if (end.text.front() == kUnsealed) {
    out.skipped = "this system has no filters of system calls (seccomp)";
    return out;
  }
  std::size_t at = 1;
  for (std::size_t line = 0; (line = end.text.find('\n', at)) != at; at = line + 1)
    out.tried.push_back(end.text.substr(at, line - at));
  out.recording = Recording::from_bytes(end.text.substr(at + 1));
  return out;
}

}  // namespace relval
