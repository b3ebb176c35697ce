#include "report/run_list_text.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "report/layout.hpp"

namespace relval {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kConfig = 19, kDates = 17, kWritten = 14, kPnl = 8, kShare = 9, kSharpe = 7, kDrawdown = 9;

Json number_of(double x) { return std::isfinite(x) ? Json(x) : Json(nullptr); }

std::string dash(double x, const std::string& text) { return std::isfinite(x) ? text : "-"; }

// "2025-05..2026-01"
std::string months(const ListedRun& r) {
  return r.first.size() < 7 || r.last.size() < 7 ? "no rows" : r.first.substr(0, 7) + ".." + r.last.substr(0, 7);
}

// "26-11-25 16:23" of this form: 2026-11-25T16:23:30Z
std::string written(const ListedRun& r) {
  if (r.written_at.size() < 16) return "-";
  return r.written_at.substr(2, 8) + " " + r.written_at.substr(11, 5);
}

std::string line(const ListedRun& r) {
  return std::string(r.latest ? "* " : "  ") + r.id + "  " + pad_right(r.config, kConfig) + " " +
         pad_right(months(r), kDates) + pad_right(written(r), kWritten) + pad_left(amount(r.total), kPnl) +
         pad_left(dash(r.annual_return, number(r.annual_return * 100, 2)), kShare) +
         pad_left(dash(r.sharpe, number(r.sharpe, 2)), kSharpe) +
         pad_left(dash(r.max_drawdown, amount(r.max_drawdown)), kDrawdown) + "\n";
}

std::string below(const ListedRun& r) {
  const std::string mark = r.synthetic ? "*** SYNTHETIC ***" : "";
  if (mark.empty() && r.note.empty()) return "";
  return wrapped("                " + mark + (mark.empty() || r.note.empty() ? "" : "  ") + r.note, 16);
}

Json json_of(const ListedRun& r) {
  return {{"id", r.id},
          {"directory", r.directory.string()},
          {"config", r.config},
          {"name", r.name},
          {"first", r.first},
          {"last", r.last},
          {"written_at", r.written_at},
          {"note", r.note},
          {"synthetic", r.synthetic},
          {"latest", r.latest},
          {"total", number_of(r.total)},
          {"annual_return", number_of(r.annual_return)},
          {"sharpe", number_of(r.sharpe)},
          {"max_drawdown", number_of(r.max_drawdown)}};
}

std::string dump(const Json& j) { return j.dump(1, ' ', false, Json::error_handler_t::replace) + "\n"; }

}  // namespace

std::string run_list_screen(const RunList& list) {
  std::string out;
  if (list.runs.empty()) out = "no finished runs\n";
  else {
    const std::string head = "  " + pad_right("id", 14) + pad_right("config", kConfig) + " " +
                             pad_right("dates", kDates) + pad_right("written, UTC", kWritten) +
                             pad_left("P&L", kPnl) + pad_left("% a year", kShare) + pad_left("Sharpe", kSharpe) +
                             pad_left("drawdown", kDrawdown);
    out = head + "\n";
  }
  for (const ListedRun& r : list.runs) out += line(r) + below(r);
  if (!list.runs.empty()) out += plural(list.runs.size(), "run") + "; * what latest points at\n";
  for (const auto& b : list.broken) out += wrapped("!! no run: " + b.directory.string() + ": " + b.why, 3);
  return out;
}

std::string run_list_json(const RunList& list) {
  Json j = {{"relval_runs", 1}, {"runs", Json::array()}, {"broken", Json::array()}};
  for (const ListedRun& r : list.runs) j["runs"].push_back(json_of(r));
  for (const auto& b : list.broken) j["broken"].push_back({{"directory", b.directory.string()}, {"why", b.why}});
  return dump(j);
}

std::string prune_screen(const std::vector<ListedRun>& gone, std::size_t of, std::size_t broken, bool removed) {
  std::string out;
  for (const ListedRun& r : gone)
    out += wrapped((removed ? "removed " : "would remove ") + r.directory.string() + "  " + written(r) +
                       (r.note.empty() ? "" : "  " + r.note),
                   2);
  const std::string kept = plural(of - gone.size(), "run") + (removed ? " kept" : " would be kept");
  out += (removed ? "removed " : "would remove ") + plural(gone.size(), "run") + ", " + kept + "\n";
  if (broken > 0)
    out += broken == 1 ? "1 directory that is no run is left alone\n"
                       : plural(broken, "directorie") + " that are no runs are left alone\n";
  if (!removed && !gone.empty()) out += "nothing was removed: add --yes\n";
  return out;
}

std::string prune_json(const std::vector<ListedRun>& gone, bool removed) {
  Json j = {{"relval_prune", 1}, {"removed", removed}, {"runs", Json::array()}};
  for (const ListedRun& r : gone) j["runs"].push_back(r.directory.string());
  return dump(j);
}

}  // namespace relval
