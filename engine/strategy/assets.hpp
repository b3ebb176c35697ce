// The assets of a run: legs first, then the instruments of the universe. Names to numbers, and what a plugin sees of
// each.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "market/store.hpp"
#include "market/universe.hpp"
#include "relval/abi.h"

namespace relval {

class AssetIndex {
 public:
  AssetIndex(const Universe&, const StoreHeader&);
  AssetIndex(const AssetIndex&) = delete;  // infos() points into it
  AssetIndex& operator=(const AssetIndex&) = delete;

  std::optional<std::int32_t> find(const std::string& leg_or_id) const;  // a leg hides an instrument of its name
  const std::vector<std::string>& names() const noexcept { return names_; }
  std::size_t legs() const noexcept { return legs_; }
  const std::vector<relval_asset_info>& infos() const noexcept { return infos_; }

  // "did you mean ...?", or which legs there are, or that the store has the instrument and the universe has not.
  std::string hint(const std::string& unknown) const;

 private:
  std::vector<std::string> names_, leg_names_, store_ids_;
  std::size_t legs_;
  std::map<std::string, std::int32_t> by_name_;
  std::vector<relval_asset_info> infos_;
  std::vector<std::string> texts_;  // what infos_ points at, besides names
};

}  // namespace relval
