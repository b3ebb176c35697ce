// The market a plan runs on: read from a store, with a column for each slot of its universe.
#pragma once

#include <optional>
#include <string>

#include "market/store.hpp"
#include "replay/plan.hpp"

namespace relval {

class MarketLoader {
 public:
  explicit MarketLoader(const Store& store) : store_(store) {}  // the store outlives it

  MarketData load(const RunPlan&);
  // SHA-256 of what the last load read, each instrument once: the identity of the run's data.
  std::string digest() const;

  // Reads once what several plans will ask for: all instruments, these fields and series, all rows. Plans that ask for
  // more are still served, by reading.
  void keep(std::vector<std::string> fields, std::vector<std::string> series);

 private:
  const Store& store_;
  std::optional<MarketData> kept_, read_;
};

// What a plan asks for, each instrument once; and a market of just that with a column for each slot of the plan.
StoreRequest distinct_request(const RunPlan&);
MarketData by_slot(const RunPlan&, const MarketData& distinct);

// Rows, columns (a name may be asked for twice), fields and series of a market that was loaded whole.
MarketData take(const MarketData& whole, const StoreRequest&);

}  // namespace relval
