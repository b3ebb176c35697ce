#include "found.hpp"

#include <algorithm>

namespace relval::test {

const Finding* find(const Summary& s, const std::string& id) {
  const auto at = std::find_if(s.findings.begin(), s.findings.end(), [&](const Finding& f) { return f.id == id; });
  return at == s.findings.end() ? nullptr : &*at;
}

std::string text_of(const RunResult& r, const std::string& id) {
  const Summary s = summarise(r);
  const Finding* f = find(s, id);
  return f ? std::string(mark_of(f->severity)) + " " + f->text + " | " + f->remedy : "";
}

void move_total(RunResult& r, std::size_t row, double by) {
  PnlCell& c = r.pnl[row * 2 * kSides];
  c.component[index_of(Component::spread_first)] += by;
  c.total += by;
  c.close();
}

}  // namespace relval::test
