#include "report/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/text.hpp"

namespace relval {
namespace {

constexpr const char* kNone = "(none)";

// Names of both, in the order of `is`, then those that are gone.
std::vector<std::string> names_of(const Texts& was, const Texts& is) {
  std::vector<std::string> out;
  std::set<std::string> seen;
  for (const Texts* all : {&is, &was})
    for (const auto& [name, text] : *all)
      if (seen.insert(name).second) out.push_back(name);
  return out;
}

std::map<std::string, std::string> as_map(const Texts& all) { return {all.begin(), all.end()}; }

std::string text_in(const std::map<std::string, std::string>& all, const std::string& name) {
  const auto found = all.find(name);
  return found == all.end() ? kNone : found->second;
}

std::vector<FigureChange> changes(const Texts& was, const Texts& is) {
  const auto before = as_map(was), now = as_map(is);
  std::vector<FigureChange> out;
  for (const std::string& name : names_of(was, is)) {
    FigureChange c{name, text_in(before, name), text_in(now, name), {}, {}};
    if (c.was == c.is) continue;
    const auto a = parse_number(c.was), b = parse_number(c.is);
    if (a && b) c.absolute = *b - *a;
    if (a && b && *a != 0) c.relative = (*b - *a) / std::fabs(*a);
    out.push_back(std::move(c));
  }
  return out;
}

bool ends_with_word(const std::string& name, const std::string& word) {
  return name == word || name.ends_with("." + word);
}

bool within(const FigureChange& c, const ExpectConfig& expect) {
  if (expect.exact || !c.absolute) return false;
  const FigureTolerance* own = nullptr;  // the longest name that fits
  for (const FigureTolerance& f : expect.figures)
    if ((ends_with_word(c.name, f.figure) || ends_with_word(c.name, f.figure + ".value")) &&
        (!own || f.figure.size() > own->figure.size()))
      own = &f;
  const double relative = own ? own->relative : expect.relative, absolute = own ? own->absolute : expect.absolute;
  const auto was = parse_number(c.was);
  return std::fabs(*c.absolute) <= absolute || (was && std::fabs(*c.absolute) <= relative * std::fabs(*was));
}

// Total, then the P&L by part, then what moved most by its own measure.
bool tells_more(const FigureChange& a, const FigureChange& b) {
  const auto rank = [](const FigureChange& c) {
    if (c.name == "statistics.total") return 0;
    return c.name.rfind("pnl.total.", 0) == 0 && c.name != "pnl.total.total" ? 1 : 2;
  };
  if (rank(a) != rank(b)) return rank(a) < rank(b);
  if (rank(a) == 1) return std::fabs(a.absolute.value_or(0)) > std::fabs(b.absolute.value_or(0));
  const auto size = [](const FigureChange& c) { return c.relative ? std::fabs(*c.relative) : HUGE_VAL; };
  return size(a) > size(b);
}

// "carry 1.5 total 4" as texts by component.
Texts parts_of(const std::string& month) {
  Texts out;
  const auto words = split(month, ' ');
  for (std::size_t i = 0; i + 1 < words.size(); i += 2) out.emplace_back(words[i], words[i + 1]);
  return out;
}

// Of the months' figures that differ, in tolerance or not.
Texts months_flat(const Texts& months) {
  Texts out;
  for (const auto& [name, text] : months)
    for (const auto& [component, amount] : parts_of(text)) out.emplace_back("months." + name + "." + component, amount);
  return out;
}

void find_first(const Expectation& was, const Expectation& is, Comparison& out) {
  std::size_t i = 0;
  const auto same = [&](std::size_t t) {
    return was.days[t].date == is.days[t].date && was.days[t].positions == is.days[t].positions &&
           was.days[t].pnl == is.days[t].pnl;
  };
  const std::size_t n = std::min(was.days.size(), is.days.size());
  while (i < n && same(i)) ++i;
  if (i == n && was.days.size() == is.days.size()) return;
  const Expectation& longer = is.days.size() > n ? is : was;
  out.first_date = i < n ? std::min(was.days[i].date, is.days[i].date) : longer.days[i].date;
  out.first_in_positions = i < n && was.days[i].positions != is.days[i].positions;
  if (i == n) return;
  const auto cell = [&](const Expectation::Day& day, std::size_t k) {
    constexpr std::size_t kWhole = 8, kOne = 2;
    return kWhole + (k + 1) * kOne <= day.pnl.size() ? day.pnl.substr(kWhole + k * kOne, kOne) : std::string();
  };
  for (std::size_t k = 0; k < is.cells.size(); ++k) {
    const auto before = std::find(was.cells.begin(), was.cells.end(), is.cells[k]);
    const bool moved = before == was.cells.end() ||
                       cell(was.days[i], static_cast<std::size_t>(before - was.cells.begin())) != cell(is.days[i], k);
    if (moved) out.first_cells.push_back(is.cells[k]);
  }
  // What closes a sum moves with whatever is in it.
  const auto residual = [](const std::string& c) { return c.ends_with(" residual"); };
  if (!std::all_of(out.first_cells.begin(), out.first_cells.end(), residual)) std::erase_if(out.first_cells, residual);
}

std::vector<std::string> finding_changes(const Expectation& was, const Expectation& is) {
  std::vector<std::string> out;
  const auto has = [](const std::vector<std::string>& all, const std::string& f) {
    return std::find(all.begin(), all.end(), f) != all.end();
  };
  for (const std::string& f : is.findings)
    if (!has(was.findings, f)) out.push_back("new: " + f);
  for (const std::string& f : was.findings)
    if (!has(is.findings, f)) out.push_back("gone: " + f);
  return out;
}

// Another config may ask the same file for other rows, names or fields: then the panel differs and the data do not.
bool data_changed(const Expectation& was, const Expectation& is) {
  const auto differs = [&](const char* name) {
    const std::string *a = find_text(was.data, name), *b = find_text(is.data, name);
    return !a || !b || *a != *b;
  };
  return differs("panel") && (was.config == is.config || differs("file"));
}

// What the run itself loads is as it was, the file is not, and only figures of the run under other values moved: they
// read other parts of it.
bool only_variations(const Comparison& c, const Expectation& was, const Expectation& is) {
  const std::string *a = find_text(was.data, "file"), *b = find_text(is.data, "file");
  return a && b && *a != *b && !c.figures.empty() &&
         std::all_of(c.figures.begin(), c.figures.end(),
                     [](const FigureChange& f) { return f.name.rfind("variations.", 0) == 0; });
}
constexpr const char* kOtherParts = "the store's file, in parts that only variations of the run read";

// On which date a field's values begin to differ.
std::vector<std::string> data_causes(const Expectation& was, const Expectation& is) {
  std::vector<std::string> out = change_texts(was.data, is.data);
  std::erase_if(out, [](const std::string& text) { return text.rfind("file:", 0) == 0; });
  if (out.size() > 1 && out[0].rfind("panel:", 0) == 0) std::rotate(out.begin(), out.begin() + 1, out.end());
  for (std::size_t i = 0; i < std::min(was.days.size(), is.days.size()); ++i)
    if (was.days[i].date == is.days[i].date && was.days[i].data != is.days[i].data) {
      out.insert(out.begin(), "values first differ on " + was.days[i].date);
      break;
    }
  return out;
}

}  // namespace

std::vector<std::string> change_texts(const Texts& was, const Texts& is) {
  std::vector<std::string> out;
  for (const FigureChange& c : changes(was, is)) out.push_back(c.name + ": " + c.was + " -> " + c.is);
  return out;
}

const char* name_of(Verdict v) {
  switch (v) {
    case Verdict::same: return "as approved";
    case Verdict::data: return "data changed";
    case Verdict::config: return "config changed";
    case Verdict::plugin: return "plugin changed";
    case Verdict::engine: return "engine changed";
    case Verdict::numbers: return "numbers changed";
    case Verdict::bytes: return "bytes differ, figures equal";
  }
  return "?";
}

Comparison compare(const Expectation& was, const Expectation& is, const ExpectConfig& expect) {
  Comparison out;
  std::vector<FigureChange> all = changes(was.figures, is.figures);
  for (FigureChange& c : changes(months_flat(was.months), months_flat(is.months))) all.push_back(std::move(c));
  for (const char* count : {"rows", "trades"}) {
    const bool rows = count[0] == 'r';
    const std::size_t a = rows ? was.rows : was.trades, b = rows ? is.rows : is.trades;
    if (a != b) all.push_back({count, std::to_string(a), std::to_string(b), double(b) - double(a), {}});
  }
  for (FigureChange& c : all) {
    if (within(c, expect)) ++out.within;
    else out.figures.push_back(std::move(c));
  }
  std::stable_sort(out.figures.begin(), out.figures.end(), tells_more);
  out.findings = finding_changes(was, is);
  find_first(was, is, out);

  const bool figures = !out.figures.empty() || !out.findings.empty();
  const bool bytes = expect.exact && out.first_date.has_value();
  const std::pair<Verdict, std::vector<std::string>> parts[] = {
      {Verdict::data, data_changed(was, is)          ? data_causes(was, is)
                      : only_variations(out, was, is) ? std::vector<std::string>{kOtherParts}
                                                      : std::vector<std::string>{}},
      {Verdict::config, change_texts(was.config, is.config)},
      {Verdict::plugin, change_texts(was.plugin, is.plugin)},
      {Verdict::engine, change_texts(was.engine, is.engine)},
  };
  for (const auto& [verdict, differs] : parts) {
    if (differs.empty()) continue;
    // Inputs that are not the approved ones are told in any case; code that moved nothing is as good as the same.
    const bool input = verdict == Verdict::data || verdict == Verdict::config;
    if (out.verdict == Verdict::same && (input || figures)) {
      out.verdict = verdict;
      out.causes = differs;
    } else {
      for (const std::string& d : differs) out.notes.push_back(std::string(name_of(verdict)) + ": " + d);
    }
  }
  if (out.verdict == Verdict::same && figures) out.verdict = Verdict::numbers;
  if (out.verdict == Verdict::same && bytes) out.verdict = Verdict::bytes;
  return out;
}

}  // namespace relval
