// One table says everything about a YAML section: its keys, their types, units, defaults, ranges and help. The same
// table reads a file into a plain struct, writes the struct back, resolves `--set`, and prints the reference.
//
//   struct CostConfig { double half_spread_floor_bp = 0, half_spread_share = 0; };
//
//   Section<CostConfig> cost_table() {
//     return Section<CostConfig>()
//         .number("half_spread_floor_bp", &CostConfig::half_spread_floor_bp,
//                 {.help = "least half bid/ask", .unit = "bp", .bounds = at_least(0)})
//         .share("half_spread_share", &CostConfig::half_spread_share, {.help = "...", .bounds = between(0, 1)});
//   }
//   Problems problems(ErrorKind::usage);
//   CostConfig costs;
//   if (auto tree = read_yaml(text, file, problems)) cost_table().read(*tree, costs, problems);
//   problems.raise_if_any();
//
// Defaults are the struct's own initialisers, never repeated here. A key that is absent leaves its member alone; a key
// with a fault is reported and leaves it alone too, so one pass finds every fault. Members may be V, Placed<V>,
// std::optional of either; text and lists that are empty count as not written.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/problems.hpp"
#include "config/node.hpp"
#include "config/placed.hpp"

namespace relval {

enum class KeyType {
  text, number, share, integer, boolean, date, choice,
  text_list,     // one text or a list of texts
  range,         // [low, high]
  section,       // keys of its own
  section_map,   // NAME: {keys}, any number of names
  section_list,  // - {keys}
  free_map,      // any other key of the section, one value each
};
std::string expectation(KeyType);  // "a number", as messages say it

struct Bounds {
  double low = -std::numeric_limits<double>::infinity(), high = std::numeric_limits<double>::infinity();
  bool above = false;  // low itself is out
  std::string text() const;  // ">= 0", "> 0", "0 to 1"; empty without bounds
  bool hold(double value) const { return (above ? value > low : value >= low) && value <= high; }
};
inline Bounds at_least(double low) { return {.low = low}; }
inline Bounds above(double low) { return {.low = low, .above = true}; }
inline Bounds between(double low, double high) { return {.low = low, .high = high}; }

struct KeyOptions {
  std::string help = {};      // one line, for messages about a missing key and for the reference
  std::string unit = {};      // "bp", "currency", "years"
  bool required = false;
  Bounds bounds = {};         // of numbers, shares, integers, both ends of a range
  bool may_be_empty = false;               // text "", lists [] and maps {}: otherwise a fault
  std::string item = "name";               // maps: what one entry is called ("leg")
  std::string default_note = {};           // the default in words, where the member's initial value does not say it
  std::vector<std::string> reserved = {};  // maps: names that an entry may not have
};

// One key as the reference shows it. describe() gives full paths: "costs.<leg>.half_spread_share", "breaks[].date".
struct KeyInfo {
  std::string path;
  KeyType type = KeyType::text;
  std::string default_text;  // as the effective config writes it, or the note; empty = none
  std::vector<std::string> choices;  // words, or examples of a form of its own
  bool own_form = false;             // read by a function of its own: the type says little
  KeyOptions options;
};

// The untyped half of Section: what does not depend on the struct.
class Table {
 public:
  struct Key {
    KeyInfo info;
    std::shared_ptr<const Table> inner;  // sections, their maps and lists
    std::function<void(const KeyInfo&, const Node&, void* object, Problems&)> read;
    std::function<std::optional<Node>(const void* object)> write;  // nothing: not written
  };

  const std::vector<Key>& keys() const { return keys_; }
  const Key* find(std::string_view name) const;
  const Key* others() const { return others_ ? &*others_ : nullptr; }  // the free map, if the section has one
  std::vector<std::string> names() const;
  // In the table's order, sections before their keys.
  std::vector<KeyInfo> describe(const std::string& prefix = {}) const;

 protected:
  void read_keys(const Node&, void* object, Problems&) const;
  Node write_keys(const void* object) const;
  void add(Key);

  std::vector<Key> keys_;
  std::optional<Key> others_;
};

// Readers of one value; each reports what was expected and found. The path of the key is its name in messages.
std::optional<std::string> read_text(const KeyInfo&, const Node&, Problems&);
std::optional<double> read_number(const KeyInfo&, const Node&, Problems&);   // finite, plain decimal, exponent allowed
std::optional<double> read_share(const KeyInfo&, const Node&, Problems&);    // 1.5% or 0.015
std::optional<std::int64_t> read_integer(const KeyInfo&, const Node&, Problems&);
std::optional<bool> read_boolean(const KeyInfo&, const Node&, Problems&);    // true or false
std::optional<Date> read_date(const KeyInfo&, const Node&, Problems&);       // YYYY-MM-DD, must exist
std::optional<std::size_t> read_choice(const KeyInfo&, const Node&, Problems&);  // index into choices
std::optional<std::vector<PlacedText>> read_text_list(const KeyInfo&, const Node&, Problems&);
std::optional<std::pair<double, double>> read_range(const KeyInfo&, const Node&, Problems&);
// Checks the names of a map's entries ([A-Za-z0-9_.-]+, not reserved); false (and reported) when the value is no map.
bool check_map(const KeyInfo&, const Node&, Problems&);
bool usable_name(const KeyInfo&, const Entry&, Problems&);
bool check_list(const KeyInfo&, const Node&, Problems&);
bool check_section(const KeyInfo&, const Node&, Problems&);
// "'capital' expects a number (currency), found the text 'x'"
void wrong_type(const KeyInfo&, const Node&, Problems&, std::string hint = {});

Node number_node(double);  // the shortest plain decimal that reads back
Node text_list_node(const std::vector<std::string>&);

namespace detail {

// How a member holds a value of type V: V, Placed<V>, optional<V>, optional<Placed<V>>.
template <class M> struct Slot {
  using Value = M;
  template <class V> static void set(M& m, V&& v, const Place&) { m = static_cast<M>(std::forward<V>(v)); }
  static std::optional<Value> get(const M& m) { return m; }
};
template <class M> struct Slot<Placed<M>> {
  using Value = M;
  template <class V> static void set(Placed<M>& m, V&& v, const Place& p) {
    m.value = static_cast<M>(std::forward<V>(v));
    m.place = p;
  }
  static std::optional<Value> get(const Placed<M>& m) { return m.value; }
};
template <class M> struct Slot<std::optional<M>> {
  using Value = typename Slot<M>::Value;
  template <class V> static void set(std::optional<M>& m, V&& v, const Place& p) {
    Slot<M>::set(m.emplace(), std::forward<V>(v), p);
  }
  static std::optional<Value> get(const std::optional<M>& m) {
    return m ? Slot<M>::get(*m) : std::optional<Value>();
  }
};

inline const std::string& plain(const std::string& s) { return s; }
inline const std::string& plain(const PlacedText& s) { return s.value; }
inline void put(std::string& to, const PlacedText& from) { to = from.value; }
inline void put(PlacedText& to, const PlacedText& from) { to = from; }

}  // namespace detail

template <class T> class Section : public Table {
 public:
  template <class M> Section& text(std::string name, M T::*member, KeyOptions o) {
    return value(std::move(name), KeyType::text, member, std::move(o), read_text, [](const std::string& v) {
      return v.empty() ? std::optional<Node>() : Node::quoted_text(v);
    });
  }
  template <class M> Section& number(std::string name, M T::*member, KeyOptions o) {
    return value(std::move(name), KeyType::number, member, std::move(o), read_number, number_node);
  }
  template <class M> Section& share(std::string name, M T::*member, KeyOptions o) {
    return value(std::move(name), KeyType::share, member, std::move(o), read_share, number_node);
  }
  template <class M> Section& integer(std::string name, M T::*member, KeyOptions o) {  // bounds must fit the member
    return value(std::move(name), KeyType::integer, member, std::move(o), read_integer,
                 [](auto v) { return Node::scalar(std::to_string(v)); });
  }
  template <class M> Section& boolean(std::string name, M T::*member, KeyOptions o) {
    return value(std::move(name), KeyType::boolean, member, std::move(o), read_boolean,
                 [](bool v) { return Node::scalar(v ? "true" : "false"); });
  }
  template <class M> Section& date(std::string name, M T::*member, KeyOptions o) {
    return value(std::move(name), KeyType::date, member, std::move(o), read_date,
                 [](Date v) { return Node::scalar(to_iso(v)); });
  }
  template <class M> Section& range(std::string name, M T::*member, KeyOptions o) {
    return value(std::move(name), KeyType::range, member, std::move(o), read_range, [](const auto& v) {
      return Node::sequence({number_node(v.first), number_node(v.second)});
    });
  }
  // The words of the YAML file and what each means, in the order they are listed to the user.
  template <class M>
  Section& choice(std::string name, M T::*member,
                  std::vector<std::pair<std::string, typename detail::Slot<M>::Value>> words, KeyOptions o);
  // A member of type std::vector<std::string> or std::vector<PlacedText>. One text stands for a list of one.
  template <class L> Section& text_list(std::string name, std::vector<L> T::*member, KeyOptions o);
  // Every other key of this section, one value each, as written. Also std::map<std::string, std::string>.
  template <class V> Section& others(std::map<std::string, V> T::*member, KeyOptions o);

  // A section with a struct of its own; one that reads into this struct; the keys of another table among our own.
  template <class S> Section& section(std::string name, S T::*member, Section<S> table, KeyOptions o);
  Section& part(std::string name, Section<T> table, KeyOptions o);
  template <class S> Section& with(S T::*member, const Section<S>& table);
  // NAME: {keys} into a vector (in the order written; item_name gets NAME) or a map by NAME.
  template <class S>
  Section& map_of(std::string name, std::vector<S> T::*member, std::string S::*item_name, Section<S> item,
                  KeyOptions o);
  template <class S>
  Section& map_of(std::string name, std::map<std::string, S> T::*member, Section<S> item, KeyOptions o);
  template <class S> Section& list_of(std::string name, std::vector<S> T::*member, Section<S> item, KeyOptions o);

  // A key with a form of its own. forms: examples for messages and the reference.
  // reader: (const KeyInfo&, const Node&, T&, Problems&); writer: (const T&) -> optional<Node>.
  template <class Read, class Write>
  Section& custom(std::string name, KeyType type, KeyOptions o, std::vector<std::string> forms, Read reader,
                  Write writer);

  // Runs after the keys were read, also where some had faults; the node gives places (node.find("key")->place()).
  Section& check(std::function<void(T&, const Node&, Problems&)> f) {
    checks_.push_back(std::move(f));
    return *this;
  }
  Section& place(Place T::*member) {
    return check([member](T& object, const Node& node, Problems&) { object.*member = node.place(); });
  }
  Section& written_if(std::function<bool(const T&)> f) {  // the section as a whole is left out otherwise
    written_if_ = std::move(f);
    return *this;
  }

  void read(const Node& node, T& object, Problems& problems) const;
  Node write(const T& object) const { return write_keys(&object); }
  bool written(const T& object) const { return !written_if_ || written_if_(object); }

 private:
  static T& self(void* object) { return *static_cast<T*>(object); }
  static const T& self(const void* object) { return *static_cast<const T*>(object); }
  template <class M, class Read, class Write>
  Section& value(std::string name, KeyType type, M T::*member, KeyOptions o, Read reader, Write writer);
  Section& add_key(Key key, std::string name, KeyType type, KeyOptions o);

  std::vector<std::function<void(T&, const Node&, Problems&)>> checks_;
  std::function<bool(const T&)> written_if_;
};

}  // namespace relval

#include "config/schema_section.hpp"
