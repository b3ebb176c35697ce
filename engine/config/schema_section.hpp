// The bodies of Section<T>; include config/schema.hpp.
#pragma once

#include "config/schema.hpp"
#include "config/yaml_reader.hpp"

namespace relval {

template <class T> Section<T>& Section<T>::add_key(Key key, std::string name, KeyType type, KeyOptions o) {
  key.info.path = std::move(name);
  key.info.type = type;
  key.info.options = std::move(o);
  key.info.default_text = key.info.options.default_note;
  if (!key.inner && !key.info.options.required && key.info.default_text.empty()) {
    const T defaults{};
    if (const std::optional<Node> node = key.write(&defaults)) key.info.default_text = write_yaml(*node);
  }
  add(std::move(key));
  return *this;
}

template <class T> template <class M, class Read, class Write>
Section<T>& Section<T>::value(std::string name, KeyType type, M T::*member, KeyOptions o, Read reader, Write writer) {
  Key key;
  key.read = [member, reader](const KeyInfo& info, const Node& node, void* object, Problems& problems) {
    if (auto v = reader(info, node, problems)) detail::Slot<M>::set(self(object).*member, std::move(*v), node.place());
  };
  key.write = [member, writer](const void* object) -> std::optional<Node> {
    const auto v = detail::Slot<M>::get(self(object).*member);
    if (!v) return std::nullopt;
    return writer(*v);
  };
  return add_key(std::move(key), std::move(name), type, std::move(o));
}

template <class T> template <class M>
Section<T>& Section<T>::choice(std::string name, M T::*member,
                               std::vector<std::pair<std::string, typename detail::Slot<M>::Value>> words,
                               KeyOptions o) {
  Key key;
  for (const auto& word : words) key.info.choices.push_back(word.first);
  key.read = [member, words](const KeyInfo& info, const Node& node, void* object, Problems& problems) {
    if (const auto i = read_choice(info, node, problems))
      detail::Slot<M>::set(self(object).*member, words[*i].second, node.place());
  };
  key.write = [member, words](const void* object) -> std::optional<Node> {
    const auto v = detail::Slot<M>::get(self(object).*member);
    for (const auto& word : words)
      if (v && word.second == *v) return Node::quoted_text(word.first);
    return std::nullopt;
  };
  return add_key(std::move(key), std::move(name), KeyType::choice, std::move(o));
}

template <class T> template <class L>
Section<T>& Section<T>::text_list(std::string name, std::vector<L> T::*member, KeyOptions o) {
  Key key;
  key.read = [member](const KeyInfo& info, const Node& node, void* object, Problems& problems) {
    const auto list = read_text_list(info, node, problems);
    if (!list) return;
    auto& to = self(object).*member;
    to.clear();
    for (const PlacedText& text : *list) detail::put(to.emplace_back(), text);
  };
  key.write = [member](const void* object) -> std::optional<Node> {
    std::vector<std::string> list;
    for (const L& text : self(object).*member) list.push_back(detail::plain(text));
    if (list.empty()) return std::nullopt;
    return text_list_node(list);
  };
  return add_key(std::move(key), std::move(name), KeyType::text_list, std::move(o));
}

template <class T> template <class V>
Section<T>& Section<T>::others(std::map<std::string, V> T::*member, KeyOptions o) {
  Key key;
  key.info.path = "<" + o.item + ">";
  key.info.type = KeyType::free_map;
  key.info.options = std::move(o);
  key.read = [member](const KeyInfo& info, const Node& node, void* object, Problems& problems) {
    if (const auto text = read_text(info, node, problems))
      detail::put((self(object).*member)[info.path], PlacedText{*text, node.place()});
  };
  key.write = [member](const void* object) -> std::optional<Node> {
    std::vector<Entry> entries;
    for (const auto& [name, text] : self(object).*member)
      entries.push_back({name, {}, Node::scalar(detail::plain(text))});
    return Node::map(std::move(entries));
  };
  others_ = std::move(key);
  return *this;
}

template <class T> template <class S>
Section<T>& Section<T>::section(std::string name, S T::*member, Section<S> table, KeyOptions o) {
  const auto inner = std::make_shared<const Section<S>>(std::move(table));
  Key key;
  key.inner = inner;
  key.read = [member, inner](const KeyInfo& info, const Node& node, void* object, Problems& problems) {
    if (check_section(info, node, problems)) inner->read(node, self(object).*member, problems);
  };
  key.write = [member, inner](const void* object) -> std::optional<Node> {
    const S& item = self(object).*member;
    if (!inner->written(item)) return std::nullopt;
    Node node = inner->write(item);
    return node.entries.empty() ? std::optional<Node>() : std::move(node);
  };
  return add_key(std::move(key), std::move(name), KeyType::section, std::move(o));
}

template <class T> Section<T>& Section<T>::part(std::string name, Section<T> table, KeyOptions o) {
  const auto inner = std::make_shared<const Section<T>>(std::move(table));
  Key key;
  key.inner = inner;
  key.read = [inner](const KeyInfo& info, const Node& node, void* object, Problems& problems) {
    if (check_section(info, node, problems)) inner->read(node, self(object), problems);
  };
  key.write = [inner](const void* object) -> std::optional<Node> {
    Node node = inner->write(self(object));
    return node.entries.empty() ? std::optional<Node>() : std::move(node);
  };
  return add_key(std::move(key), std::move(name), KeyType::section, std::move(o));
}

template <class T> template <class S>
Section<T>& Section<T>::with(S T::*member, const Section<S>& table) {
  for (Key key : table.keys()) {
    key.read = [member, inner_read = key.read](const KeyInfo& info, const Node& node, void* object, Problems& faults) {
      inner_read(info, node, &(self(object).*member), faults);
    };
    key.write = [member, inner_write = key.write](const void* object) {
      return inner_write(&(self(object).*member));
    };
    add(std::move(key));
  }
  return *this;
}

template <class T> template <class S>
Section<T>& Section<T>::map_of(std::string name, std::vector<S> T::*member, std::string S::*item_name, Section<S> item,
                               KeyOptions o) {
  const auto inner = std::make_shared<const Section<S>>(std::move(item));
  Key key;
  key.inner = inner;
  key.read = [=](const KeyInfo& info, const Node& node, void* object, Problems& problems) {
    if (!check_map(info, node, problems)) return;
    for (const Entry& entry : node.entries) {
      if (!usable_name(info, entry, problems)) continue;
      S& to = (self(object).*member).emplace_back();
      to.*item_name = entry.key;
      inner->read(entry.value, to, problems);
    }
  };
  key.write = [=](const void* object) -> std::optional<Node> {
    std::vector<Entry> entries;
    for (const S& from : self(object).*member) entries.push_back({from.*item_name, {}, inner->write(from)});
    if (entries.empty()) return std::nullopt;
    return Node::map(std::move(entries));
  };
  return add_key(std::move(key), std::move(name), KeyType::section_map, std::move(o));
}

template <class T> template <class S>
Section<T>& Section<T>::map_of(std::string name, std::map<std::string, S> T::*member, Section<S> item, KeyOptions o) {
  const auto inner = std::make_shared<const Section<S>>(std::move(item));
  Key key;
  key.inner = inner;
  key.read = [=](const KeyInfo& info, const Node& node, void* object, Problems& problems) {
    if (!check_map(info, node, problems)) return;
    for (const Entry& entry : node.entries)
      if (usable_name(info, entry, problems)) inner->read(entry.value, (self(object).*member)[entry.key], problems);
  };
  key.write = [=](const void* object) -> std::optional<Node> {
    std::vector<Entry> entries;
    for (const auto& [name_of_item, from] : self(object).*member)
      entries.push_back({name_of_item, {}, inner->write(from)});
    if (entries.empty()) return std::nullopt;
    return Node::map(std::move(entries));
  };
  return add_key(std::move(key), std::move(name), KeyType::section_map, std::move(o));
}

template <class T> template <class S>
Section<T>& Section<T>::list_of(std::string name, std::vector<S> T::*member, Section<S> item, KeyOptions o) {
  const auto inner = std::make_shared<const Section<S>>(std::move(item));
  Key key;
  key.inner = inner;
  key.read = [=](const KeyInfo& info, const Node& node, void* object, Problems& problems) {
    if (!check_list(info, node, problems)) return;
    for (const Node& one : node.items) inner->read(one, (self(object).*member).emplace_back(), problems);
  };
  key.write = [=](const void* object) -> std::optional<Node> {
    std::vector<Node> items;
    for (const S& from : self(object).*member) items.push_back(inner->write(from));
    if (items.empty()) return std::nullopt;
    return Node::sequence(std::move(items));
  };
  return add_key(std::move(key), std::move(name), KeyType::section_list, std::move(o));
}

template <class T> template <class Read, class Write>
Section<T>& Section<T>::custom(std::string name, KeyType type, KeyOptions o, std::vector<std::string> forms,
                               Read reader, Write writer) {
  Key key;
  key.info.choices = std::move(forms);
  key.info.own_form = true;
  key.read = [reader](const KeyInfo& info, const Node& node, void* object, Problems& problems) {
    reader(info, node, self(object), problems);
  };
  key.write = [writer](const void* object) -> std::optional<Node> { return writer(self(object)); };
  return add_key(std::move(key), std::move(name), type, std::move(o));
}

template <class T> void Section<T>::read(const Node& node, T& object, Problems& problems) const {
  read_keys(node, &object, problems);
  if (node.kind != NodeKind::map) return;
  for (const auto& f : checks_) f(object, node, problems);
}

}  // namespace relval
