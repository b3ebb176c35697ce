// What no single key of a synthetic spec can tell.
#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "config/rating.hpp"
#include "market/synthetic_parts.hpp"

namespace relval {
namespace {

class Checks {
 public:
  Checks(const SyntheticSpec& spec, Problems& problems) : spec_(spec), problems_(problems) {}

  void run() {
    cases();
    if (spec_.to.value < spec_.from.value) {
      return problems_.add(spec_.to.place, "the dates end before they begin: " + to_iso(spec_.from.value) + " to " +
                                               to_iso(spec_.to.value));
    }
    dates_ = us_bond_days(spec_.from.value, spec_.to.value);
    if (dates_.empty()) return problems_.add(spec_.from.place, "there is no business day between the dates");
    path(spec_.index.anchors_bp);
    path(spec_.duration_scale);
    for (const GroupSpec& g : spec_.groups) group(g);
    for (const NameSpec& n : spec_.names) name(n);
    for (const MigrationSpec& m : spec_.migrations) {
      known(m.name, ids_, "instrument");
      date(m.date);
      rating(m.to);
    }
    for (const ConcessionSpec& c : spec_.concessions) {
      known(c.issuer, issuers_, "issuer");
      date(c.date);
    }
    for (const PlacedText& id : spec_.quotes.thin) known(id, ids_, "instrument");
    series();
  }

 private:
  void cases() {
    for (const PlacedText& one : spec_.cases) {
      const auto bad = one.value.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_");
      if (bad != std::string::npos) {
        problems_.add(one.place, "'" + one.value + "' cannot be the name of a case", "small letters, digits and '_'");
      }
      cases_.push_back(one.value);
    }
  }

  void date(const Placed<Date>& d) {
    if (row_of(dates_, d.value) != dates_.size()) return;
    const auto at = std::lower_bound(dates_.begin(), dates_.end(), d.value);
    const bool inside = at != dates_.end() && d.value >= dates_.front();
    problems_.add(d.place,
                  to_iso(d.value) + (inside ? " is no business day" : " is outside of dates.from and dates.to"),
                  inside ? "the next one is " + to_iso(*at) : "");
  }

  void path(const Anchors& anchors) {
    for (const Anchor& a : anchors) {
      date(a.date);
      if (!(a.level > 0)) problems_.add(a.date.place, "a level above 0 was expected, found " + exact(a.level));
    }
  }

  void rating(const PlacedText& text) {
    if (!rating_number(text.value)) {
      problems_.add(text.place, "'" + text.value + "' is no rating", "one of " + rating_words());
    }
  }

  void known(const PlacedText& word, const std::vector<std::string>& all, const std::string& what) {
    if (std::find(all.begin(), all.end(), word.value) != all.end()) return;
    problems_.add(word.place, "there is no " + what + " '" + word.value + "'", nearest_of(word.value, all));
  }
  static std::string nearest_of(const std::string& word, const std::vector<std::string>& all) {
    const auto near = nearest(word, all);
    return near ? "did you mean '" + *near + "'?" : "";
  }

  void group(const GroupSpec& g) {
    groups_.push_back(g.name);
    path(g.anchors_bp);
    for (const auto& [name, anchors] : g.case_anchors_bp) {
      path(anchors);
      if (std::find(cases_.begin(), cases_.end(), name) == cases_.end()) {
        problems_.add(anchors.empty() ? g.place : anchors.front().date.place,
                      "case_anchors_bp of '" + name + "', which is no case", suggest(name, cases_));
      }
    }
    for (const std::string& one : cases_) {
      if (!g.case_anchors_bp.empty() && g.case_anchors_bp.count(one) == 0) {
        problems_.add(g.place, "group '" + g.name + "' has no anchors for the case '" + one + "'");
      }
    }
    if (!g.anchors_bp.empty() && !g.case_anchors_bp.empty()) {
      problems_.add(g.place, "group '" + g.name + "' has both anchors_bp and case_anchors_bp", "keep one of them");
    }
    if (g.follows_index_to) joins(g);
    for (const InventedSpec& i : g.invented) {
      rating(i.rating_from);
      rating(i.rating_to);
      const auto from = rating_number(i.rating_from.value), to = rating_number(i.rating_to.value);
      if (from && to && *to < *from) problems_.add(i.rating_to.place, "rating_to is better than rating_from");
      for (int k = 1; k <= i.count; ++k) {
        ids_.push_back(format("{}{:02}", i.prefix, k));
        issuers_.push_back(ids_.back());
        if (!seen_.insert(ids_.back()).second) {
          problems_.add(i.rating_from.place, "a second '" + ids_.back() + "': prefixes must differ");
        }
      }
    }
  }

  void joins(const GroupSpec& g) {
    date(*g.follows_index_to);
    const auto late = [&](const Anchors& a) { return !a.empty() && a.front().date.value <= g.follows_index_to->value; };
    bool bad = late(g.anchors_bp);
    for (const auto& [name, anchors] : g.case_anchors_bp) bad = bad || late(anchors);
    if (bad) problems_.add(g.follows_index_to->place, "an anchor of the group stands before or on this date");
  }

  void name(const NameSpec& n) {
    const bool is_new = seen_.insert(n.id).second;
    if (n.like) known(*n.like, ids_, "instrument");
    if (n.group) known(*n.group, groups_, "group");
    if (is_new && !n.like && !n.group) problems_.add(n.place, "'" + n.id + "' is new: 'group' or 'like' is needed");
    if (is_new && n.group) complete(n);
    if (!is_new && (n.like || n.group)) {
      problems_.add(n.like ? n.like->place : n.group->place, "'" + n.id + "' is an invented issuer already");
    }
    if (n.rating) rating(*n.rating);
    for (const auto& d : {n.starts, n.ends}) {
      if (d) date(*d);
    }
    if (n.starts && n.ends && n.ends->value < n.starts->value) problems_.add(n.ends->place, "ends before it starts");
    if (!is_new) return;
    ids_.push_back(n.id);
    issuers_.push_back(n.issuer.value_or(n.id));
  }

  // A name that is neither invented nor like another states what these would have given it.
  void complete(const NameSpec& n) {
    const std::pair<const char*, bool> needed[] = {{"sector_l2", n.sector_l2.has_value()},
                                                   {"sector_l3", n.sector_l3.has_value()},
                                                   {"rating", n.rating.has_value()},
                                                   {"tenor_years", n.tenor_years.has_value()},
                                                   {"duration_years", n.duration_years.has_value()},
                                                   {"market_value_bn", n.market_value_bn.has_value()}};
    for (const auto& [key, given] : needed) {
      if (!given) problems_.add(n.place, "'" + n.id + "' is new: '" + key + "' is missing");
    }
  }

  void series() {
    for (const auto& s : spec_.series) {
      std::set<std::pair<Date, Date>> entries;
      for (const Anchor& a : s.values) entries.emplace(a.date.value, Date{a.date.value.days + s.known_after_days});
      for (const auto& r : s.revisions) {
        const auto of = std::any_of(s.values.begin(), s.values.end(),
                                    [&](const Anchor& a) { return a.date.value == r.date.value; });
        if (!of) problems_.add(r.date.place, "revises a date that has no value");
        else if (r.known_at.value.days <= r.date.value.days + s.known_after_days) {
          problems_.add(r.known_at.place, "a revision is known after the value it revises");
        } else if (!entries.emplace(r.date.value, r.known_at.value).second) {
          problems_.add(r.known_at.place, "a second revision known on this date");
        }
      }
    }
  }

  const SyntheticSpec& spec_;
  Problems& problems_;
  std::vector<Date> dates_;
  std::vector<std::string> cases_, groups_, ids_, issuers_;
  std::set<std::string> seen_;
};

}  // namespace

void check(const SyntheticSpec& spec, Problems& problems) { Checks(spec, problems).run(); }

}  // namespace relval
