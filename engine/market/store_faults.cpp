// Collects what is wrong with a store.
#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "market/store_layout.hpp"

namespace relval {

void StoreFaults::error(std::string where, std::string what, std::string hint) {
  list_.push_back({StoreFault::Severity::error, std::move(where), std::move(what), std::move(hint)});
}

void StoreFaults::question(std::string where, std::string what, std::string hint) {
  list_.push_back({StoreFault::Severity::question, std::move(where), std::move(what), std::move(hint)});
}

bool StoreFaults::attempt(const Path& file, const std::function<void()>& action) {
  try {
    action();
    return true;
  } catch (const Error& e) {
    if (e.kind() != ErrorKind::data) throw;
    // The message is "where: what\n  hint" and where is "FILE OBJECT"; faults of a store name the object alone.
    std::string what = e.what(), where = e.where();
    what.erase(0, std::min(what.size(), where.size() + 2));
    if (!e.hint().empty()) what.resize(what.size() - std::min(what.size(), e.hint().size() + 3));
    const std::string name = file.string();
    where.erase(0, std::min(where.size(), where.rfind(name, 0) == 0 ? name.size() + 1 : 0));
    error(where.empty() ? "/" : where, what, e.hint());
    return false;
  }
}

void StoreFaults::raise_errors(const Path& file) const {
  Problems problems(ErrorKind::data);
  for (const StoreFault& f : list_) {
    if (f.severity != StoreFault::Severity::error) continue;
    problems.add({file.string() + " " + f.where, 0, 0, {}}, f.what, f.hint);
  }
  problems.raise_if_any();
}

std::string cell(const std::string& dataset, Date date, const std::string& instrument) {
  return dataset + " " + to_iso(date) + " " + instrument;
}

std::string plain(double value) { return format("{}", value); }

std::string count_of(std::size_t n, const std::string& noun) { return format("{} {}{}", n, noun, n == 1 ? "" : "s"); }

}  // namespace relval
