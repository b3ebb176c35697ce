// The keys of universe, groups and legs.
#include "base/text.hpp"
#include "config/run_config_sections.hpp"

namespace relval {
namespace {

using Periods = std::vector<std::pair<std::string, Every>>;
const Periods kPeriods = {{"never", Every::never}, {"row", Every::row}, {"week", Every::week}, {"month", Every::month},
                          {"quarter", Every::quarter}};
const std::vector<std::pair<std::string, LegWeights>> kWeights = {{"equal", LegWeights::equal},
                                                                  {"market_value", LegWeights::market_value},
                                                                  {"dts_equal", LegWeights::dts_equal},
                                                                  {"cs01_equal", LegWeights::cs01_equal}};

// [AAA, BBB-]: two ratings in letters, best first.
void read_rating(const KeyInfo& key, const Node& node, Filter& to, Problems& problems) {
  if (node.kind != NodeKind::sequence || node.items.size() != 2)
    return wrong_type(key, node, problems, "for example rating: [AAA, BBB-]");
  RatingRange range;
  for (int i = 0; i < 2; ++i) {
    const Node& end = node.items[static_cast<std::size_t>(i)];
    const auto rating = end.kind == NodeKind::scalar ? rating_number(end.text) : std::nullopt;
    if (!rating) {
      const bool number = end.kind == NodeKind::scalar && parse_number(end.text).has_value();
      return problems.add(
          end.place(), format("'{}' expects ratings in letters, found {}", key.path, found(end)),
          (number ? "numbers mean different things to different vendors; letters: " : "letters: ") + rating_words());
    }
    (i == 0 ? range.best : range.worst) = *rating;
  }
  if (range.best > range.worst)
    return problems.add(node.place(), format("'{}' holds no rating: {} is below {}", key.path, rating_text(range.best),
                                             rating_text(range.worst)),
                        format("the best comes first: [{}, {}]", rating_text(range.worst), rating_text(range.best)));
  to.rating = Placed<RatingRange>{range, node.place()};
}

std::optional<Node> write_rating(const Filter& from) {
  if (!from.rating) return std::nullopt;
  return text_list_node({rating_text(from.rating->value.best), rating_text(from.rating->value.worst)});
}

Section<Filter> filter() {
  const auto list = [](const char* help) { return KeyOptions{.help = help}; };
  return Section<Filter>()
      .text_list("instruments", &Filter::instruments, list("only these instruments, by id"))
      .text_list("parents", &Filter::parents, list("only issuers of these parents"))
      .text_list("issuers", &Filter::issuers, list("only these issuers"))
      .text_list("groups", &Filter::groups, list("only members of these groups, on the days they are members"))
      .text_list("sector_l1", &Filter::sector_l1, list("only these sectors, top level"))
      .text_list("sector_l2", &Filter::sector_l2, list("only these sectors, second level"))
      .text_list("sector_l3", &Filter::sector_l3, list("only these sectors, third level"))
      .text_list("currency", &Filter::currency, list("only these currencies"))
      .text_list("seniority", &Filter::seniority, list("only these seniorities"))
      .range("tenor_years", &Filter::tenor_years,
             {.help = "only tenors in this range, ends included", .unit = "years", .bounds = at_least(0)})
      .custom("rating", KeyType::text_list,
              {.help = "only ratings in this range, ends included, by the store's composite as known that day",
               .default_note = "any"},
              {"[AAA, BBB-]"}, read_rating, write_rating)
      .text_list("exclude", &Filter::exclude,
                 {.help = "never these ids, issuers or parents; wins over all other lists", .may_be_empty = true});
}

void check_member(GroupMember& m, const Node& node, Problems& problems) {
  const int named =
      (m.parent.value.empty() ? 0 : 1) + (m.issuer.value.empty() ? 0 : 1) + (m.instrument.value.empty() ? 0 : 1);
  if (named != 1)
    problems.add(node.place(),
                 format("a member of a group states one of parent, issuer and instrument, found {}", named));
  if (m.from && m.to && *m.to <= *m.from)
    problems.add(node.place(),
                 format("the member leaves on {}, before it joins on {}", to_iso(*m.to), to_iso(*m.from)));
}

}  // namespace

Section<UniverseConfig> universe_section() {
  return Section<UniverseConfig>()
      .with(&UniverseConfig::filter, filter())
      .choice(
          "when_outside", &UniverseConfig::when_outside,
          {{"hold_to_month_end", WhenOutside::hold_to_month_end}, {"sell", WhenOutside::sell}},
          {.help =
               "a held name that leaves the rating range or the store's member field: sold at the end of that month, "
               "or as soon as it is known"});
}

Section<GroupConfig> group_section() {
  Section<GroupMember> member;
  member.text("parent", &GroupMember::parent, {.help = "every issuer of this parent"})
      .text("issuer", &GroupMember::issuer, {.help = "this issuer"})
      .text("instrument", &GroupMember::instrument, {.help = "this instrument, by id"})
      .date("from", &GroupMember::from, {.help = "held from this close on", .default_note = "always"})
      .date("to", &GroupMember::to, {.help = "held to this close", .default_note = "always"})
      .place(&GroupMember::place)
      .check(check_member);
  return Section<GroupConfig>().list_of(
      "members", &GroupConfig::members, std::move(member),
      {.help = "members and the dates on which they join and leave", .required = true});
}

Section<LegConfig> leg_section() {
  Section<LegConfig> weights;
  weights
      .choice("by", &LegConfig::weights_by, kWeights,
              {.help = "equal notional; by market_value; dts_equal, cs01_equal: equal risk per name"})
      .share("cap", &LegConfig::cap,
             {.help = "most that one name may weigh; the rest goes to the others pro rata",
              .bounds = {.low = 0, .high = 1, .above = true}})
      .choice("rebalance", &LegConfig::rebalance, kPeriods,
              {.help = "on the last close of each period names enter and weights are set anew"});
  return Section<LegConfig>()
      .with(&LegConfig::filter, filter())
      .choice("role", &LegConfig::factor, {{"traded", false}, {"factor", true}},
              {.help = "factor: a market that betas are measured against; it may hold names of other legs"})
      .boolean("allow_overlap", &LegConfig::allow_overlap, {.help = "may hold a name that another traded leg holds"})
      .part("weights", std::move(weights), {.help = "how the leg divides among its constituents"})
      .place(&LegConfig::place);
}

const char* name_of(Every every) {
  for (const auto& [word, e] : kPeriods)
    if (e == every) return word.c_str();
  return "";
}

const char* name_of(LegWeights by) {
  for (const auto& [word, w] : kWeights)
    if (w == by) return word.c_str();
  return "";
}

}  // namespace relval
