// The checks before parsing, and yaml-cpp's events turned into calls of the builder. The library's own document tree
// is not used: it accepts duplicate keys and second documents, and can hang.
#include "config/yaml_reader.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>  // allowed: yaml-cpp's parser reads a stream of characters; no number is read from it
#include <utility>

#include "base/text.hpp"
#include "config/tree_builder.hpp"

namespace relval {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::shared_ptr<const Source> make_source(std::string_view text, const std::string& name, bool one_value) {
  auto source = std::make_shared<Source>();
  source->name = shown(name, 1000);
  source->one_value = one_value;
  source->text = text;
  source->starts.push_back(0);
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n') source->starts.push_back(i + 1);
  return source;
}

int characters(std::string_view bytes) {
  int count = 0;
  for (const char c : bytes) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

// The library names a wrong escape by its first byte, which may be half a character.
std::string ascii(std::string text) {
  std::replace_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
  return text;
}

// What usually lies behind the library's words.
std::string hint_for(std::string_view message) {
  static constexpr std::pair<std::string_view, const char*> kHints[] = {
      {"illegal map value", "a text with ': ' in it needs quotes, and each line a key"},
      {"end of map not found", "check the indentation of this line and the one above"},
      {"end of sequence not found", "check the indentation of this line and the one above"},
      {"end of map flow not found", "a '{' is not closed, or a comma is missing"},
      {"end of sequence flow not found", "a '[' is not closed, or a comma is missing"},
      {"unknown token", "a text that begins with a special character needs quotes"},
      {"the referenced anchor is not defined", "a text that begins with '*' needs quotes"},
  };
  for (const auto& [words, hint] : kHints)
    if (message == words) return hint;
  return {};
}

// "from:2025-05-01" is a text to YAML, and the next key is what it then stumbles over.
std::string hint_at(const Source& source, const YAML::Exception& e) {
  const std::string_view above = e.mark.is_null() || e.mark.line == 0 ? "" : source.line(e.mark.line);
  const auto colon = above.find(':');
  if (e.msg == "illegal map value" && colon != above.npos && colon + 1 < above.size() && above[colon + 1] != ' ')
    return format("line {} lacks a space after its first ':'", e.mark.line);
  return hint_for(e.msg);
}

// The library counts bytes from 0.
Mark mark_at(const std::shared_ptr<const Source>& source, const YAML::Mark& at) {
  if (at.is_null()) return {source, 0, 0};
  const std::string_view before = source->line(at.line + 1).substr(0, static_cast<std::size_t>(at.column));
  return {source, at.line + 1, characters(before) + 1};
}

// Whether the quoted scalar that opens text has its closing quote: the library takes the end of the file for one.
// Block scalars need none. An anchor may stand before it.
bool is_closed(std::string_view text) {
  if (text.substr(0, 1) == "&") {
    text.remove_prefix(std::min(text.find_first_of(" \t\r\n"), text.size()));
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  }
  if (text.empty() || (text[0] != '"' && text[0] != '\'')) return true;
  const char quote = text[0];
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (quote == '"' && text[i] == '\\') ++i;
    else if (text[i] == quote && quote == '\'' && text.substr(i + 1, 1) == "'") ++i;
    else if (text[i] == quote) return true;
  }
  return false;
}

class Events : public YAML::EventHandler {
 public:
  Events(std::shared_ptr<const Source> source, Problems& problems)
      : source_(std::move(source)), problems_(problems), builder_(problems) {}

  void OnDocumentStart(const YAML::Mark& at) override {
    if (documents_++ == 0) return;
    const bool marker = rest(at).substr(0, 3) == "---";
    problems_.add(mark(at).place(), marker ? "a second document" : "text after the end of the document",
                  marker ? "one file holds one document" : "check the indentation: the first key sets it");
    throw TreeBuilder::Stop{};
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& at, YAML::anchor_t anchor) override { builder_.nothing(mark(at), anchor); }
  void OnAlias(const YAML::Mark& at, YAML::anchor_t anchor) override { builder_.alias(mark(at), anchor); }
  void OnScalar(const YAML::Mark& at, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    const bool tagged = refuse_tag(at, tag);
    if (!tagged && tag == "!" && !is_closed(rest(at))) {
      problems_.add(mark(at).place(), "the quote that opens here is never closed");
      throw TreeBuilder::Stop{};
    }
    builder_.scalar(mark(at), anchor, value, !tagged && tag == "!");
  }
  void OnSequenceStart(const YAML::Mark& at, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    refuse_tag(at, tag);
    builder_.open(mark(at), anchor, NodeKind::sequence, style == YAML::EmitterStyle::Block);
  }
  void OnSequenceEnd() override { builder_.close(); }
  void OnMapStart(const YAML::Mark& at, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    refuse_tag(at, tag);
    builder_.open(mark(at), anchor, NodeKind::map, style == YAML::EmitterStyle::Block);
  }
  void OnMapEnd() override { builder_.close(); }

  Mark mark(const YAML::Mark& at) const { return mark_at(source_, at); }
  TreeBuilder& builder() { return builder_; }

 private:
  std::string_view rest(const YAML::Mark& at) const {
    const auto pos = static_cast<std::size_t>(at.pos);
    const std::string_view text = source_->text;
    return pos < text.size() ? text.substr(pos) : std::string_view();
  }
  // Untagged plain scalars come as "?", quoted ones as "!"; a tag "!" that was written shows in the text.
  bool refuse_tag(const YAML::Mark& at, const std::string& tag) {
    const bool written = rest(at).substr(0, 1) == "!";
    if (!written && (tag.empty() || tag == "?" || tag == "!")) return false;
    problems_.add(mark(at).place(), "tags are not supported", "remove the tag");
    return true;
  }

  std::shared_ptr<const Source> source_;
  Problems& problems_;
  TreeBuilder builder_;
  int documents_ = 0;
};

// What the parser must not see, or explains badly. False: no use in going on.
bool check_text(const std::shared_ptr<const Source>& source, Problems& problems) {
  bool good = true;
  for (int number = 1; number <= static_cast<int>(source->starts.size()); ++number) {
    const std::string_view line = source->line(number);
    const auto fault = [&](std::size_t at, const char* what, const char* hint) {
      problems.add(Mark{source, number, characters(line.substr(0, at)) + 1}.place(), what, hint);
      good = false;
    };
    const std::size_t indent = std::min(line.find_first_not_of(" \t"), line.size());
    const std::size_t tab = line.substr(0, indent).find('\t');
    if (tab != line.npos && indent < line.size()) fault(tab, "a tab in the indentation", "use spaces");
    if (line.substr(0, 1) == "%") fault(0, "directives are not supported", "remove the line");
    for (std::size_t c = 0; c < line.size(); ++c) {
      const auto byte = static_cast<unsigned char>(line[c]);
      if ((byte >= 0x20 || byte == '\t') && byte != 0x7F) continue;
      fault(c, byte == 0 ? "a NUL character" : "a control character", "remove it");
      break;
    }
  }
  return good;
}

int good_characters(std::string_view line) {
  int count = 0;
  for (std::size_t i = 0, length = 1; i < line.size(); i += length, ++count) {
    length = 1;
    while (length <= 4 && !is_utf8(line.substr(i, length))) ++length;
    if (length > 4) break;
  }
  return count;
}

// Invalid UTF-8 first: nothing after it can be shown or counted in characters.
bool check_encoding(const std::shared_ptr<const Source>& source, Problems& problems) {
  if (is_utf8(source->text)) return true;
  int number = 1;
  while (is_utf8(source->line(number))) ++number;
  const std::string_view line = source->line(number);
  problems.add(Mark{source, number, good_characters(line) + 1}.place(), "not UTF-8 text", "save the file as UTF-8");
  return false;
}

// The library holds all of a [..] or {..} as tokens before the first event; what cannot be within the budget of
// values is refused before it costs memory.
bool check_tokens(const std::shared_ptr<const Source>& source, Problems& problems) {
  const auto opens_value = [](char c) { return c == '[' || c == '{' || c == ','; };
  const auto count = std::count_if(source->text.begin(), source->text.end(), opens_value);
  if (static_cast<std::size_t>(count) <= 3 * kYamlMaxNodes) return true;
  const std::string limit = with_thousands(static_cast<double>(kYamlMaxNodes));
  problems.add({source->name, 0, 0, {}}, format("more than {} values", limit));
  return false;
}

std::optional<Node> parse(const std::shared_ptr<const Source>& source, Problems& problems) {
  Events events(source, problems);
  try {
    std::istringstream stream(source->text);  // allowed: characters for yaml-cpp
    YAML::Parser parser(stream);
    if (parser.HandleNextDocument(events)) parser.HandleNextDocument(events);
  } catch (const TreeBuilder::Stop&) {
    return std::nullopt;
  } catch (const YAML::Exception& e) {
    problems.add(events.mark(e.mark).place(), "not valid YAML: " + ascii(e.msg), hint_at(*source, e));
    return std::nullopt;
  }
  if (!events.builder().has_root()) return Node();
  return events.builder().take_root();
}

std::optional<Node> read(std::string_view text, const std::string& name, bool one_value, Problems& problems) {
  if (text.size() > kYamlMaxBytes) {
    problems.add({name, 0, 0, {}}, format("{} bytes, more than the {} that are read",
                                          with_thousands(static_cast<double>(text.size())),
                                          with_thousands(static_cast<double>(kYamlMaxBytes))));
    return std::nullopt;
  }
  if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark) text.remove_prefix(kByteOrderMark.size());
  const auto source = make_source(text, name, one_value);
  if (!check_encoding(source, problems) || !check_text(source, problems) || !check_tokens(source, problems))
    return std::nullopt;
  return parse(source, problems);
}

}  // namespace

std::optional<Node> read_yaml(std::string_view text, const std::string& name, Problems& problems) {
  std::optional<Node> root = read(text, name, false, problems);
  if (root && root->kind == NodeKind::null) {
    problems.add({name, 0, 0, {}}, "the file is empty", "");
    return std::nullopt;
  }
  return root;
}

std::optional<Node> read_yaml_value(std::string_view text, const std::string& name, Problems& problems) {
  std::optional<Node> root = read(text, name, true, problems);
  if (root && root->kind == NodeKind::null) {
    problems.add({name, 0, 0, {}}, "no value", "write '' for an empty text");
    return std::nullopt;
  }
  return root;
}

}  // namespace relval
