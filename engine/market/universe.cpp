// Legs from filters: each list narrows, exclude wins, and what names nothing in the store is said.
#include "market/universe.hpp"

#include <algorithm>
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
  Selector(const StoreHeader& header, const std::vector<GroupConfig>& groups, Problems& problems)
      : instruments_(header.instruments), groups_(groups), problems_(problems) {}

  void check_groups() {
    for (const GroupConfig& g : groups_)
      for (const GroupMember& m : g.members) {
        check_member(m.instrument, instruments_.id, "instrument", m.place);
        check_member(m.issuer, column("issuer"), "issuer", m.place);
        check_member(m.parent, column("parent"), "parent", m.place);
      }
  }

  // The windows in which one instrument belongs to the groups listed.
  std::vector<DateWindow> windows(const std::vector<PlacedText>& listed, std::uint32_t i) const {
    std::vector<DateWindow> out;
    for (const GroupConfig& g : groups_) {
      if (!has(listed, g.name)) continue;
      for (const GroupMember& m : g.members)
        if (is(m.instrument, instruments_.id[i]) || is(m.issuer, instruments_.text_of("issuer", i)) ||
            is(m.parent, instruments_.text_of("parent", i))) {
          const DateWindow always;
          out.push_back({m.from.value_or(always.from), m.to.value_or(always.to)});
        }
    }
    return out;
  }

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
    if (!f.groups.empty())
      narrow("groups " + listed(f.groups), [&](std::uint32_t i) { return !windows(f.groups, i).empty(); });
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

  static bool is(const PlacedText& wanted, const std::string& value) {
    return !wanted.value.empty() && wanted.value == value;
  }

  std::vector<std::string> column(const char* name) const {
    const auto values = instruments_.text.find(name);
    return values == instruments_.text.end() ? std::vector<std::string>() : distinct(values->second);
  }
  void check_member(const PlacedText& m, const std::vector<std::string>& present, const char* what, const Place&) {
    if (m.value.empty() || std::find(present.begin(), present.end(), m.value) != present.end()) return;
    problems_.add(m.place, format("no {} '{}' in the store", what, m.value), suggest(m.value, present));
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

  static std::string hint(const std::string& value, const std::vector<std::string>& present) {
    const std::vector<std::string> parts = split(value, ',');
    const bool list = parts.size() > 1 && std::all_of(parts.begin(), parts.end(), [&](const std::string& part) {
      return std::find(present.begin(), present.end(), std::string(trim(part))) != present.end();
    });
    return list ? "a list needs brackets: [" + value + "]" : suggest(value, present);
  }

  void check_values(const std::vector<PlacedText>& wanted, const std::vector<std::string>& present,
                    const std::string& pattern) {
    if (wanted.empty()) return;
    const std::set<std::string> known(present.begin(), present.end());
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      const PlacedText& v = wanted[i];
      if (known.count(v.value) == 0) problems_.add(v.place, format(pattern, v.value), hint(v.value, present));
      const auto same = [&](const PlacedText& earlier) { return earlier.value == v.value; };
      const auto here = wanted.begin() + static_cast<std::ptrdiff_t>(i);
      if (std::any_of(wanted.begin(), here, same)) problems_.add(v.place, format("'{}' is listed twice", v.value));
    }
  }

  const Instruments& instruments_;
  const std::vector<GroupConfig>& groups_;
  Problems& problems_;
};

// Two legs that never change cannot share a name; others are looked at day by day (leg_history.cpp).
void check_overlap(const std::vector<Leg>& legs, const std::vector<std::vector<std::uint32_t>>& chosen,
                   const StoreHeader& header, Problems& problems) {
  for (std::size_t b = 1; b < legs.size(); ++b) {
    for (std::size_t a = 0; a < b; ++a) {
      if (legs[a].factor || legs[b].factor || legs[a].allow_overlap || legs[b].allow_overlap) continue;
      if (legs[a].changes_by_rule() || legs[b].changes_by_rule()) continue;
      std::vector<std::string> both;
      for (const std::uint32_t i : chosen[b])
        if (std::binary_search(chosen[a].begin(), chosen[a].end(), i)) both.push_back(header.instruments.id[i]);
      if (both.empty()) continue;
      problems.add(
          legs[b].place, format("legs '{}' and '{}' both hold {}", legs[a].name, legs[b].name, some_of(both)),
          "an instrument belongs to one leg: narrow one of them, exclude it there, or set allow_overlap: true");
    }
  }
}

Leg leg_of(const LegConfig& c) {
  Leg leg;
  leg.name = c.name;
  leg.factor = c.factor;
  leg.weights = c.weights_by;
  leg.cap = c.cap;
  leg.rebalance = c.rebalance;
  leg.allow_overlap = c.allow_overlap;
  leg.place = c.place;
  return leg;
}

// Gives every leg slots of its own, in the order of the store.
void assemble(Universe& u, const std::vector<std::vector<std::uint32_t>>& chosen) {
  std::vector<std::pair<std::uint32_t, std::int32_t>> all;
  for (std::size_t leg = 0; leg < chosen.size(); ++leg)
    for (const std::uint32_t i : chosen[leg]) all.emplace_back(i, static_cast<std::int32_t>(leg));
  std::sort(all.begin(), all.end());
  for (const auto& [name, leg] : all) {
    u.legs[static_cast<std::size_t>(leg)].slots.push_back(static_cast<std::uint32_t>(u.names.size()));
    u.names.push_back(name);
    u.leg_of.push_back(leg);
  }
}

}  // namespace

std::vector<std::uint32_t> Universe::distinct_names() const {
  std::vector<std::uint32_t> out = names;
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

int Universe::factor_leg() const {
  for (std::size_t l = 0; l < legs.size(); ++l)
    if (legs[l].factor) return static_cast<int>(l);
  return -1;
}

Universe select_universe(const RunConfig& config, const StoreHeader& header, Problems& problems) {
  Selector selector(header, config.groups, problems);
  selector.check_groups();
  const Filter& whole = config.universe.filter;
  std::vector<std::uint32_t> all(header.instruments.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<std::uint32_t>(i);
  const bool universe_is_good = selector.check(whole);
  std::vector<std::string> universe_story;
  all = selector.select(std::move(all), whole, universe_story);

  Universe out;
  out.when_outside = config.universe.when_outside;
  std::vector<std::vector<std::uint32_t>> chosen;
  const auto add = [&](Leg leg, const Filter& filter, const Place& place) {
    const bool good = universe_is_good && selector.check(filter);
    std::vector<std::string> story = universe_story;
    chosen.push_back(selector.select(all, filter, story));
    const std::size_t names = chosen.back().size();
    if (good && names == 0)
      problems.add(
          place, format("leg '{}' selects nothing of the store's {} instruments", leg.name, header.instruments.size()),
          join(story, "; "));
    else if (names > 0 && leg.cap * static_cast<double>(names) < 1)
      problems.add(place,
                   format("leg '{}' cannot be capped at {} %: its {} name{} would hold less than the whole", leg.name,
                          exact(100 * leg.cap), names, names == 1 ? "" : "s"),
                   "raise weights.cap, or widen the leg");
    for (const Filter* f : {&whole, &filter}) {
      if (f->rating) leg.ratings.push_back(f->rating->value);
      if (f->groups.empty()) continue;
      Gate& gate = leg.gates.emplace_back();
      for (const std::uint32_t i : chosen.back()) gate.push_back(selector.windows(f->groups, i));
    }
    out.legs.push_back(std::move(leg));
  };
  for (const LegConfig& leg : config.legs) add(leg_of(leg), leg.filter, leg.place);
  out.implicit = config.legs.empty();
  if (out.implicit) add(Leg{"book"}, {}, config.market.store.place);
  check_overlap(out.legs, chosen, header, problems);
  assemble(out, chosen);
  return out;
}

}  // namespace relval
