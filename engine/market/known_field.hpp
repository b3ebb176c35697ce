// A field as it becomes known row by row: the last value of each instrument, with the field's knowledge lag and
// without.
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "market/panel.hpp"
#include "relval/types.hpp"

namespace relval {

class KnownField {
 public:
  KnownField(const MarketData& market, const std::string& field) : panel_(market.panel(field)) {
    if (!panel_) return;
    lag_ = static_cast<std::size_t>(market.fields.at(field).info.knowledge_lag);
    mark_.assign(panel_->names, kNaN);
    before_ = mark_;
    if (lag_ > 0) known_ = mark_;
  }

  bool present() const { return panel_ != nullptr; }
  std::size_t lag() const { return lag_; }
  // Rows in order, from 0.
  void advance(std::size_t row) {
    if (!panel_) return;
    before_ = mark_;
    take(row, mark_);
    if (lag_ > 0 && row >= lag_) take(row - lag_, known_);
  }
  // Known on the row last advanced to; NaN where nothing is, or there is no such field.
  double value(std::size_t slot) const { return panel_ ? (lag_ > 0 ? known_ : mark_)[slot] : kNaN; }
  // The last mark up to the row itself, and up to the row before: for P&L and levels, not for decisions.
  double mark(std::size_t slot) const { return panel_ ? mark_[slot] : kNaN; }
  double mark_before(std::size_t slot) const { return panel_ ? before_[slot] : kNaN; }
  bool quoted_on(std::size_t row, std::size_t slot) const {
    return panel_ && row >= lag_ && !std::isnan(panel_->at(row - lag_, slot));
  }

 private:
  void take(std::size_t row, std::vector<double>& into) const {
    const double* values = panel_->row(row);
    for (std::size_t s = 0; s < into.size(); ++s)
      if (!std::isnan(values[s])) into[s] = values[s];
  }

  const Panel* panel_;
  std::size_t lag_ = 0;
  std::vector<double> known_, mark_, before_;
};

}  // namespace relval
