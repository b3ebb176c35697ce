// Legs from filters: each list narrows, exclude wins, and what names nothing in the store is said.
#include "market/universe.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"

namespace relval {
namespace {

constexpr std::size_t kNamed = 5;  // names a message lists before it counts the rest

std::vector<std::string> distinct(const std::vector<std::string>& values) {
  std::set<std::string> seen(values.begin(), values.end());
  seen.erase("");
  return {seen.begin(), seen.end()};
}

std::string some_of(const std::vector<std::string>& names) {
  if (names.size() <= kNamed) return join(names, ", ");
  return format("{} and {} more", join({names.begin(), names.begin() + kNamed}, ", "), names.size() - kNamed);
}

std::string listed(const std::vector<PlacedText>& values) {
  std::vector<std::string> texts;
  for (const PlacedText& v : values) texts.push_back(v.value);
  return some_of(texts);
}

class Selector {
 public:
  Selector(const StoreHeader& header, Problems& problems) : instruments_(header.instruments), problems_(problems) {}

  // Checks every value of the filter against the store once; false when one names nothing.
  bool check(const Filter& f) {
    const std::size_t before = problems_.size();
    check_values(f.instruments, instruments_.id, "the store has no instrument '{}'");
    for (const Column& column : columns(f)) {
      const auto values = instruments_.text.find(column.name);
      for (const PlacedText& v : *column.wanted) {
        if (values == instruments_.text.end()) {
          problems_.add(v.place, format("the store's instruments have no column '{}'", column.name), column_hint());
          break;
        }
      }
      if (values != instruments_.text.end())
        check_values(*column.wanted, distinct(values->second),
                     format("no instrument of the store has {} '{{}}'", column.name));
    }
    if (f.tenor_years && instruments_.number.count("tenor_years") == 0 && first_place(f) != nullptr)
      problems_.add(*first_place(f), "the store's instruments have no column 'tenor_years'");
    check_values(f.exclude, excludable(), "exclude: no instrument, issuer or parent '{}' in the store");
    return problems_.size() == before;
  }

  // Keeps the candidates that pass; says after each list how many are left.
  std::vector<std::uint32_t> select(std::vector<std::uint32_t> names, const Filter& f,
                                    std::vector<std::string>& story) const {
    const auto narrow = [&](const std::string& by, auto&& passes) {
      names.erase(std::remove_if(names.begin(), names.end(), [&](std::uint32_t i) { return !passes(i); }), names.end());
      story.push_back(format("{} leaves {}", by, names.size()));
    };
    if (!f.instruments.empty())
      narrow("instruments " + listed(f.instruments),
             [&](std::uint32_t i) { return has(f.instruments, instruments_.id[i]); });
    for (const Column& column : columns(f)) {
      if (column.wanted->empty()) continue;
      narrow(format("{} {}", column.name, listed(*column.wanted)),
             [&](std::uint32_t i) { return has(*column.wanted, instruments_.text_of(column.name, i)); });
    }
    if (f.tenor_years) {
      narrow(format("tenor_years {} to {}", exact(f.tenor_years->first), exact(f.tenor_years->second)),
             [&](std::uint32_t i) {
               const double tenor = instruments_.number_of("tenor_years", i);
               return tenor >= f.tenor_years->first && tenor <= f.tenor_years->second;
             });
    }
    if (!f.exclude.empty())
      narrow("exclude " + listed(f.exclude), [&](std::uint32_t i) {
        return !has(f.exclude, instruments_.id[i]) && !has(f.exclude, instruments_.text_of("issuer", i)) &&
               !has(f.exclude, instruments_.text_of("parent", i));
      });
    return names;
  }

 private:
  struct Column {
    const char* name;
    const std::vector<PlacedText>* wanted;
  };
  static std::vector<Column> columns(const Filter& f) {
    return {{"parent", &f.parents},      {"issuer", &f.issuers},      {"sector_l1", &f.sector_l1},
            {"sector_l2", &f.sector_l2}, {"sector_l3", &f.sector_l3}, {"currency", &f.currency},
            {"seniority", &f.seniority}};
  }

  static bool has(const std::vector<PlacedText>& list, const std::string& value) {
    return std::any_of(list.begin(), list.end(), [&](const PlacedText& v) { return v.value == value; });
  }

  static const Place* first_place(const Filter& f) {
    for (const Column& column : columns(f))
      if (!column.wanted->empty()) return &column.wanted->front().place;
    if (!f.instruments.empty()) return &f.instruments.front().place;
    return nullptr;
  }

  std::string column_hint() const {
    std::vector<std::string> names;
    for (const auto& [name, values] : instruments_.text) names.push_back(name);
    return names.empty() ? "they have none" : "they have: " + join(names, ", ");
  }

  std::vector<std::string> excludable() const {
    std::set<std::string> all(instruments_.id.begin(), instruments_.id.end());
    for (const char* column : {"issuer", "parent"}) {
      const auto values = instruments_.text.find(column);
      if (values != instruments_.text.end()) all.insert(values->second.begin(), values->second.end());
    }
    all.erase("");
    return {all.begin(), all.end()};
  }

  void check_values(const std::vector<PlacedText>& wanted, const std::vector<std::string>& present,
                    const std::string& pattern) {
    if (wanted.empty()) return;
    const std::set<std::string> known(present.begin(), present.end());
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      const PlacedText& v = wanted[i];
      if (known.count(v.value) == 0) problems_.add(v.place, format(pattern, v.value), suggest(v.value, present));
      const auto same = [&](const PlacedText& earlier) { return earlier.value == v.value; };
      const auto here = wanted.begin() + static_cast<std::ptrdiff_t>(i);
      if (std::any_of(wanted.begin(), here, same)) problems_.add(v.place, format("'{}' is listed twice", v.value));
    }
  }

  const Instruments& instruments_;
  Problems& problems_;
};

void check_overlap(const std::vector<LegConfig>& legs, const std::vector<std::vector<std::uint32_t>>& chosen,
                   const StoreHeader& header, Problems& problems) {
  for (std::size_t b = 1; b < legs.size(); ++b) {
    for (std::size_t a = 0; a < b; ++a) {
      std::vector<std::string> both;
      for (const std::uint32_t i : chosen[b])
        if (std::binary_search(chosen[a].begin(), chosen[a].end(), i)) both.push_back(header.instruments.id[i]);
      if (both.empty()) continue;
      problems.add(legs[b].place, format("legs '{}' and '{}' both hold {}", legs[a].name, legs[b].name, some_of(both)),
                   "an instrument belongs to one leg: narrow one of them or exclude it there");
    }
  }
}

Universe assemble(const std::vector<std::string>& leg_names, const std::vector<std::vector<std::uint32_t>>& chosen) {
  std::map<std::uint32_t, std::int32_t> leg_of;
  for (std::size_t leg = 0; leg < chosen.size(); ++leg)
    for (const std::uint32_t i : chosen[leg]) leg_of.emplace(i, static_cast<std::int32_t>(leg));
  Universe out;
  for (const std::string& name : leg_names) out.legs.push_back({name, {}});
  for (const auto& [name, leg] : leg_of) {
    out.legs[static_cast<std::size_t>(leg)].slots.push_back(static_cast<std::uint32_t>(out.names.size()));
    out.names.push_back(name);
    out.leg_of.push_back(leg);
  }
  return out;
}

}  // namespace

Universe select_universe(const RunConfig& config, const StoreHeader& header, Problems& problems) {
  Selector selector(header, problems);
  std::vector<std::uint32_t> all(header.instruments.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<std::uint32_t>(i);
  const bool universe_is_good = selector.check(config.universe);
  std::vector<std::string> universe_story;
  all = selector.select(std::move(all), config.universe, universe_story);

  std::vector<std::string> names;
  std::vector<std::vector<std::uint32_t>> chosen;
  const auto add = [&](const std::string& name, const Filter& filter, const Place& place) {
    const bool good = universe_is_good && selector.check(filter);
    std::vector<std::string> story = universe_story;
    names.push_back(name);
    chosen.push_back(selector.select(all, filter, story));
    if (good && chosen.back().empty())
      problems.add(place,
                   format("leg '{}' selects nothing of the store's {} instruments", name, header.instruments.size()),
                   join(story, "; "));
  };
  for (const LegConfig& leg : config.legs) add(leg.name, leg.filter, leg.place);
  const bool implicit = config.legs.empty();
  if (implicit) add("book", {}, config.market.store.place);
  check_overlap(config.legs, chosen, header, problems);

  Universe out = assemble(names, chosen);
  out.implicit = implicit;
  return out;
}

}  // namespace relval
