#include "report/audit_text.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "report/layout.hpp"

namespace relval {
namespace {

using Json = nlohmann::ordered_json;
using Group = AuditPart::Group;

constexpr std::size_t kVerdict = 8, kName = 17, kHistory = 36, kColumn = 15;
constexpr Group kGroups[] = {Group::repeat, Group::lookahead, Group::accounting};

const char* name_of(Group g) {
  switch (g) {
    case Group::lookahead: return "does it look ahead";
    case Group::repeat: return "does it repeat itself";
    case Group::accounting: return "do its numbers add up";
  }
  return "";
}

const char* key_of(Group g) {
  return g == Group::lookahead ? "lookahead" : g == Group::repeat ? "repeat" : "accounting";
}

const char* verdict(const AuditPart& p) { return !p.passed() ? "FAIL" : !p.skipped.empty() ? "skip" : "PASS"; }

std::string of_what(const AuditFinding& f) { return f.input + (f.asset.empty() ? "" : " of " + f.asset); }

// "first on 2025-07-01, signal: spread of ORCL 5Y: 101.2 in the run, nan here"
std::string told(const AuditFinding& f, const char* here) {
  std::string out = "first on " + to_iso(f.date) + ", " + f.stage + ": " + of_what(f) + ": ";
  if (!f.text.empty()) return out + f.text;
  return out + exact(f.was) + " in the run, " + exact(f.is) + here;
}

std::string told(const AuditPart& p) {
  const AuditFinding& f = *p.finding;
  std::string out = wrapped("      " + told(f, p.group == Group::accounting ? " worked out again" : " here"), 6);
  if (f.stage == "decision" && f.text.empty())
    out += wrapped(
        "      The signals, quotes and positions it was shown are "
        "the same: it reads something else, such as "
        "a variable it keeps between days, a file, or memory beside "
        "its history.",
        6);
  if (f.stage == "signal" && p.group == Group::repeat && f.text.empty())
    out += wrapped(
        "      The signals it is made of are the same: its step reads something else, such as a variable beside its "
        "State.",
        6);
  return out;
}

std::string line_of(const AuditPart& p) {
  const auto count = [](std::size_t n, std::size_t width) {
    return pad_left(with_thousands(static_cast<double>(n)), width);
  };
  std::string out = pad_right(std::string("  ") + verdict(p), kVerdict) + pad_right(p.name, kName);
  out += p.skipped.empty() ? count(p.rows, 8) + " rows" + count(p.values, 11) + " values  " + p.does : p.skipped;
  out += p.finding ? "\n" + told(p) : "\n";
  std::string tried;
  for (const std::string& t : p.tried) tried += (tried.empty() ? "      it tried to get at: " : "; ") + t;
  return tried.empty() ? out : out + wrapped(tried, 6);
}

std::string move_text(double x) { return x == 0 ? "none" : x < 1e-3 ? format("{:.1e}", x) : format("{:.3f}", x); }

std::string warm_up_table(const std::vector<WarmUp>& all, const std::string& skipped) {
  std::string out = "does it need more history than it asks for\n";
  if (!skipped.empty()) return out + pad_right("  skip", kVerdict) + pad_right("history", kName) + skipped + "\n";
  out += pad_right("  history", kHistory);
  for (const char* head : {"P&L", "signals moved", "positions", "P&L moved"}) out += pad_left(head, kColumn);
  out += "\n";
  for (const WarmUp& w : all) {
    const char* all_there_is = w.store_begins ? ", all there are" : "";
    out += pad_right("  " + std::to_string(w.times) + "x: " + plural(w.rows, "row") + all_there_is, kHistory);
    out += pad_left(with_thousands(w.total == 0 ? 0.0 : w.total, 0), kColumn);
    if (w.times > 1)
      for (const double x : {w.signals, w.positions, w.pnl}) out += pad_left(move_text(x), kColumn);
    out += "\n";
    if (w.finding) out += wrapped("  FAIL  " + told(*w.finding, " with more history"), 8);
    if (w.note)
      out += wrapped("  note  " + told(*w.note, " with more history") + "; some quote is older than what is loaded", 8);
  }
  return out;
}

Json json_of(const AuditFinding& f) {
  Json j = {{"date", to_iso(f.date)}, {"stage", f.stage}, {"asset", f.asset}, {"input", f.input}};
  if (f.text.empty()) {
    j["was"] = f.was;
    j["is"] = f.is;
  } else {
    j["text"] = f.text;
  }
  return j;
}

std::string dumped(const Json& j) { return j.dump(1, ' ', false, Json::error_handler_t::replace) + "\n"; }

}  // namespace

std::string audit_screen(const AuditReport& r) {
  std::string out = marked("relval audit  " + r.config, r.store);
  const std::string later = plural(static_cast<std::size_t>(r.delay_rows), "row") + " later";
  out += wrapped(format("{}, {} to {}, {}, a decision trades {}", r.strategy, to_iso(r.first), to_iso(r.last),
                        plural(r.rows, "row"), r.delay_rows == 0 ? "on its own close" : later),
                 2);
  for (const Group g : kGroups) {
    out += "\n" + std::string(name_of(g)) + "\n";
    for (const AuditPart& p : r.parts)
      if (p.group == g) out += line_of(p);
  }
  out += "\n" + warm_up_table(r.warm_up, r.warm_up_skipped) + "\n";
  std::string known = "Known ahead, and left out: ";
  for (std::size_t i = 0; i < audit_exclusions().size(); ++i) {
    const std::string& e = audit_exclusions()[i];
    known += (i == 0 ? "" : "; ") + e.substr(0, e.find(':'));
  }
  out += wrapped(known + " (docs/audit.md).", 2);
  std::size_t failed = 0;
  for (const AuditPart& p : r.parts) failed += p.passed() ? 0 : 1;
  for (const WarmUp& w : r.warm_up) failed += w.finding ? 1 : 0;
  return out + (failed == 0 ? "PASS\n" : "FAIL: " + plural(failed, "part") + " of the audit\n");
}

std::string audit_json(const AuditReport& r) {
  Json j = {
      {"config", r.config},       {"passed", r.passed()},   {"strategy", r.strategy}, {"synthetic", r.store.synthetic},
      {"first", to_iso(r.first)}, {"last", to_iso(r.last)}, {"rows", r.rows},         {"delay_rows", r.delay_rows}};
  j["parts"] = Json::array();
  for (const AuditPart& p : r.parts) {
    Json part = {{"group", key_of(p.group)}, {"name", p.name}, {"verdict", verdict(p)},
                 {"does", p.does},           {"rows", p.rows}, {"values", p.values}};
    if (!p.skipped.empty()) part["skipped"] = p.skipped;
    if (!p.tried.empty()) part["refused"] = p.tried;
    if (p.finding) part["finding"] = json_of(*p.finding);
    j["parts"].push_back(part);
  }
  j["warm_up"] = Json::array();
  for (const WarmUp& w : r.warm_up) {
    Json one = {{"times", w.times}, {"rows", w.rows}, {"store_begins", w.store_begins}, {"total", w.total}};
    one.update({{"signals", w.signals}, {"positions", w.positions}, {"pnl", w.pnl}});
    if (w.finding) one["finding"] = json_of(*w.finding);
    if (w.note) one["note"] = json_of(*w.note);
    j["warm_up"].push_back(one);
  }
  if (!r.warm_up_skipped.empty()) j["warm_up_skipped"] = r.warm_up_skipped;
  j["left_out"] = audit_exclusions();
  return dumped(j);
}

std::string audit_json(const std::string& config, const std::string& failure) {
  return dumped({{"config", config}, {"passed", false}, {"failure", failure}});
}

std::string audits_json(const std::vector<std::string>& objects) {
  Json j = {{"relval_audit", 1}, {"audits", Json::array()}};
  for (const std::string& o : objects) j["audits"].push_back(Json::parse(o));
  return dumped(j);
}

}  // namespace relval
