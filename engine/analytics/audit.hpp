// What an audit of a run found (study/audit.hpp): parts that passed or failed, each with the first value that betrays a
// fault.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "market/panel.hpp"

namespace relval {

// The first value that betrays a fault.
struct AuditFinding {
  Date date;
  std::string stage;       // universe, valuation, execution, cost, signal, decision, sizing, orders, book, P&L
  std::string asset;       // leg or instrument; empty where the value belongs to none
  std::string input;       // which signal, quote, weight ...
  double was = 0, is = 0;  // as the run had it; as it was in the other replay
  std::string text;        // where it is no number: a failure, or what is wrong
};

struct AuditPart {
  enum class Group { lookahead, repeat, accounting } group;
  std::string name;                  // "later rows empty"
  std::string does;                  // what was done, in a sentence
  std::size_t rows = 0, values = 0;  // compared
  std::optional<AuditFinding> finding = {};
  std::string skipped = {};  // why it was not judged
  std::vector<std::string> tried = {};  // what the plugin tried to get at and was refused: "/data/future.csv (decide)"
  bool passed() const { return !finding; }
};

// The run again with more history before `from`.
struct WarmUp {
  std::size_t times = 1;      // of what the plan declares; 20 rows where it declares none
  std::size_t rows = 0;       // loaded before the run that signals and legs look at
  bool store_begins = false;  // there was no more
  double total = 0;           // P&L, currency
  // Largest moves against 1x: of a signal in parts of its largest value, of positions on the first rows and of the
  // total in parts of the largest position and the largest cumulated P&L.
  double signals = 0, positions = 0, pnl = 0;
  std::optional<AuditFinding> finding = {};  // the first signal that moved by more than kWarmUpMove
  // No signal moved, but this position did: some quote is older than what is loaded. No fault of a strategy.
  std::optional<AuditFinding> note = {};
};
inline constexpr double kWarmUpMove = 1e-9;
inline constexpr std::size_t kWarmUpFirstRows = 10;

struct AuditReport {
  std::string config, strategy;
  StoreInfo store;
  Date first, last;
  std::size_t rows = 0;
  int delay_rows = 0;
  std::vector<AuditPart> parts;
  std::vector<WarmUp> warm_up;     // empty where it was not judged
  std::string warm_up_skipped;     // and why
  bool passed() const;
};

// What the audit leaves out, and why: for the screen and the docs.
const std::vector<std::string>& audit_exclusions();

}  // namespace relval
