// One history of a synthetic market, computed as far as a request reaches. Private to it.
#pragma once

#include <map>

#include "market/synthetic_parts.hpp"

namespace relval {

class SyntheticHistory {
 public:
  // rows: how many from the first date on are wanted. The spec and the case outlive the history.
  SyntheticHistory(const SyntheticSpec&, const std::string& market_case, std::uint64_t seed, std::size_t rows);

  const std::vector<Date>& dates() const { return dates_; }
  const std::vector<MadeName>& names() const { return names_; }

  // A field's values of one name at the rows from `first` to the last wanted, into a column of a panel. The field is
  // one of synthetic_fields().
  void fill(const std::string& field, std::size_t name, std::size_t first, Panel&, std::size_t column);

 private:
  using RowLevels = std::vector<std::pair<std::size_t, double>>;
  struct Group {
    RowLevels anchors;
    std::vector<double> path, level;  // bp, every date: as stated, and with what the seed adds
    std::vector<double> wild_days;    // of the group's own part and of its issuers': news comes to all at once
    double core_mean = 1;             // duration-weighted mean of the core's levels
  };

  RowLevels on_rows(const Anchors&) const;
  std::vector<double> index_times(double level) const;
  const Group& group(std::size_t g);
  double core_mean(std::size_t g) const;
  bool quoted(const MadeName&, std::size_t row) const;
  std::vector<double> spread(std::size_t name, std::size_t first);
  std::vector<double> concessions(const MadeName&);
  std::vector<double> migrations(const MadeName&) const;
  void quote_thinly(std::size_t name, std::vector<double>& spread) const;
  double market_value(const MadeName&, std::size_t row) const;

  const SyntheticSpec& spec_;
  const std::string& case_;
  std::uint64_t seed_;
  std::vector<Date> dates_;
  std::size_t rows_;
  std::vector<MadeName> names_;
  Reversion reversion_, issuer_reversion_;  // issuers do not echo: single names do not trend
  std::vector<double> index_path_, index_away_, duration_scale_;
  std::map<std::size_t, Group> groups_;
};

}  // namespace relval
