#include "strategy/assets.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace relval {
namespace {

constexpr const char* kColumns[] = {"issuer", "parent", "sector_l1", "currency"};

}  // namespace

AssetIndex::AssetIndex(const Universe& universe, const StoreHeader& header)
    : store_ids_(header.instruments.id), legs_(universe.legs.size()) {
  for (const Leg& leg : universe.legs) {
    names_.push_back(leg.name);
    leg_names_.push_back(leg.name);
  }
  for (const std::uint32_t name : universe.names) names_.push_back(header.instruments.id.at(name));
  for (std::size_t i = 0; i < names_.size(); ++i) by_name_.emplace(names_[i], static_cast<std::int32_t>(i));

  // All texts first: pointers into a vector last only while it does not grow.
  for (const std::uint32_t name : universe.names)
    for (const char* column : kColumns) texts_.push_back(header.instruments.text_of(column, name));
  for (std::size_t i = 0; i < names_.size(); ++i) {
    if (i < legs_) {
      infos_.push_back({1, names_[i].c_str(), "leg", "", "", "", "", ""});
      continue;
    }
    const std::size_t slot = i - legs_;
    const std::string* text = &texts_[slot * std::size(kColumns)];
    const std::string& leg = names_.at(static_cast<std::size_t>(universe.leg_of.at(slot)));
    infos_.push_back({0, names_[i].c_str(), name_of(header.instruments.kind.at(universe.names[slot])), text[0].c_str(),
                      text[1].c_str(), text[2].c_str(), text[3].c_str(), leg.c_str()});
  }
}

std::optional<std::int32_t> AssetIndex::find(const std::string& leg_or_id) const {
  const auto found = by_name_.find(leg_or_id);
  if (found == by_name_.end()) return {};
  return found->second;
}

std::string AssetIndex::hint(const std::string& unknown) const {
  if (std::find(store_ids_.begin(), store_ids_.end(), unknown) != store_ids_.end())
    return "the store has this instrument, but no leg of the run holds it";
  if (nearest(unknown, names_)) return suggest(unknown, names_);
  if (const auto in_store = nearest(unknown, store_ids_))
    return format("the store has '{}', but no leg of the run holds it", *in_store);
  return names_.size() <= 20 ? suggest(unknown, names_) : "the legs are: " + join(leg_names_, ", ");
}

}  // namespace relval
