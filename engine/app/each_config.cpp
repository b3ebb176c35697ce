#include "app/each_config.hpp"

#include "app/commands.hpp"
#include "app/print.hpp"
#include "base/error.hpp"
#include "base/processes.hpp"
#include "base/text.hpp"

namespace relval {
namespace {

constexpr double kNoLimit = 1e9;  // seconds

int told(const std::string& file, const std::function<int(const std::string&)>& one) {
  try {
    return one(file);
  } catch (const Error& e) {
    complain(e.what());
    return e.exit_code();
  }
}

}  // namespace

int each_config(const std::vector<std::string>& files, const std::function<int(const std::string&)>& one) {
  if (files.size() == 1) return told(files.front(), one);
  int code = 0;
  in_children(
      files.size(), 1, kNoLimit, [&](std::size_t i) { return std::to_string(told(files[i], one)); },
      [&](std::size_t i, const ChildEnd& end) {
        const bool done = end.how == ChildEnd::done;
        if (!done) complain(files[i] + ": " + end.text);
        code = worse_exit(code, done ? static_cast<int>(parse_integer(end.text).value()) : end.exit_code);
      });
  return code;
}

}  // namespace relval
