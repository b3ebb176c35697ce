// The strict reader alone: trees, places, limits, and text that tries to hurt.
#include <chrono>

#include "catch.hpp"
#include "config/sample.hpp"

using namespace relval;

namespace {

std::vector<std::string> faults_of(const std::string& text) {
  Problems problems(ErrorKind::usage);
  read_yaml(text, "t.yaml", problems);
  return sample::faults(problems);
}

using List = std::vector<std::string>;

std::string times(std::size_t count, const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

Node good(const std::string& text) {
  Problems problems(ErrorKind::usage);
  const auto tree = read_yaml(text, "t.yaml", problems);
  INFO(problems.render());
  REQUIRE(tree);
  REQUIRE(problems.empty());
  return *tree;
}

}  // namespace

TEST_CASE("a tree keeps text as written, quotes and places") {
  const Node root = good("a: 010\nb: \"010\"\nc:\n  - x\n  - [y, z]\nd: {e: ~}\nf: |\n  line\n");
  CHECK(root.find("a")->text == "010");
  CHECK_FALSE(root.find("a")->quoted);
  CHECK(root.find("b")->quoted);
  CHECK(root.find("c")->items.at(1).items.at(0).text == "y");
  CHECK(root.find("c")->items.at(1).place().line == 5);
  CHECK(root.find("c")->items.at(1).place().column == 5);
  CHECK(root.find("c")->items.at(1).place().text == "  - [y, z]");
  CHECK(root.find("d")->find("e")->kind == NodeKind::null);
  CHECK(root.find("f")->text == "line\n");
  CHECK(root.find("f")->quoted);
  CHECK(root.find("nothing") == nullptr);
}

TEST_CASE("aliases are expanded and show where they are used") {
  const Node root = good("a: &x [1, {b: 2}]\nc: *x\nd: [*x, *x]\n");
  CHECK(write_yaml(*root.find("c")) == write_yaml(*root.find("a")));
  CHECK(root.find("c")->place().line == 2);
  CHECK(root.find("c")->items.at(1).place().line == 1);
  CHECK(root.find("d")->items.size() == 2);
}

TEST_CASE("an anchor may be given anew") { CHECK(good("a: &x 1\nb: &x 2\nc: *x\n").find("c")->text == "2"); }

TEST_CASE("an anchor inside itself is refused, with what else is wrong") {
  CHECK(faults_of("a: &x [1, *x]\nb: &y {c: {d: *y}}\n<<: 1\n") ==
        List{"1:11: an alias inside the anchor that it repeats would never end | write the value out",
             "2:15: an alias inside the anchor that it repeats would never end | write the value out",
             "3:1: merge keys (<<) are not supported | write the keys out"});
}

TEST_CASE("limits hold at the last value and refuse the next") {
  CHECK(faults_of("a: " + times(31, "[") + times(31, "]")).empty());  // the map and 31 lists
  CHECK(faults_of("a: " + times(32, "[") + times(32, "]")) == List{"1:35: nested deeper than 32 levels"});
  CHECK(faults_of(times(19999, "- 1\n")).empty());  // with their list: 20,000
  CHECK(faults_of(times(20000, "- 1\n")) == List{"20000:3: more than 20,000 values, aliases expanded"});
  CHECK(faults_of("a: " + times(65536, "x")).empty());
  CHECK(faults_of("a: " + times(65537, "x")) == List{"1:4: a value of more than 64 KiB of text"});
  CHECK(faults_of("#" + times(kYamlMaxBytes, "x")) ==
        List{"0:0: 1,048,577 bytes, more than the 1,048,576 that are read"});
}

TEST_CASE("text that explodes or nests is refused in bounded time") {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 10; ++i) {
    const std::string last = "*a" + std::to_string(i - 1);
    bomb += format("a{}: &a{} [", i, i) + last + times(8, ", " + last) + "]\n";  // a9 holds 3.5 billion values
  }
  const auto start = std::chrono::steady_clock::now();
  CHECK(faults_of(bomb) == List{"5:15: more than 20,000 values, aliases expanded"});
  CHECK(faults_of("a: &x " + times(60000, "y") + "\nb: [*x" + times(1000, ", *x") + "]\n") ==
        List{"2:69: more than 1 MiB of text, aliases expanded"});
  CHECK(faults_of("a: &x " + times(20, "[") + times(20, "]") + "\nb: " + times(20, "[") + "*x" + times(20, "]")) ==
        List{"2:24: nested deeper than 32 levels"});
  for (const char* piece :
       {"[", "{", "- ", "? ", "a: ", "[{", "\"", ":", "&", "*", "!", "|", "%", "\n", " ", "- [", ",", "x\n", "a,\n"}) {
    INFO(piece);
    const std::size_t count = kYamlMaxBytes / std::string(piece).size();
    Problems problems(ErrorKind::usage);
    read_yaml(times(count, piece), "t.yaml", problems);
    CHECK_FALSE(problems.empty());
  }
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  CHECK(seconds.count() < 20);  // 22 texts, most of a megabyte: far more than it needs, far less than an explosion
}

TEST_CASE("bytes that are no plain text are refused where they stand") {
  CHECK(faults_of("ok: 1\nn\xC3\xA4me: \xFF\xFE\n") == List{"2:7: not UTF-8 text | save the file as UTF-8"});
  CHECK(faults_of("a: \xED\xA0\x80\n") == List{"1:4: not UTF-8 text | save the file as UTF-8"});
  CHECK(faults_of(std::string("a: \0b\n", 6)) == List{"1:4: a NUL character | remove it"});
  CHECK(faults_of("a: \"\\0\"\n") == List{"1:4: a NUL character in a text | remove the \\0 or \\x00"});
  CHECK(faults_of("a:\n\tb: 1\n \tc: 2\n") ==
        List{"2:1: a tab in the indentation | use spaces", "3:2: a tab in the indentation | use spaces"});
  CHECK(faults_of("a: \x1b[31m\nb: \x7f\n") ==
        List{"1:4: a control character | remove it", "2:4: a control character | remove it"});
  CHECK(faults_of("\xFF\xFEn\0") == List{"1:1: not UTF-8 text | save the file as UTF-8"});
}

TEST_CASE("tabs between words and in comments, carriage returns and a byte order mark do no harm") {
  CHECK(good("\xEF\xBB\xBF" "a:\tb\t# c\td\r\n\t\r\nc: d\r\n").find("a")->text == "b");
}

TEST_CASE("tags are refused, on scalars, lists and maps, also after an anchor") {
  CHECK(faults_of("a: !!str x\nb: !t [1]\nc: ! x\nd: &q !!int 3\ne: !!map {}\n") ==
        List{"1:4: tags are not supported | remove the tag", "2:4: tags are not supported | remove the tag",
             "3:4: tags are not supported | remove the tag", "4:4: tags are not supported | remove the tag",
             "5:4: tags are not supported | remove the tag"});
}

TEST_CASE("keys are plain text") {
  CHECK(faults_of("? [a, b]\n: 1\n{x: 1}: 2\n~: 3\n: 5\nx: &a k\n*a : 4\n") ==
        List{"1:3: a key must be plain text, found a list of 2 | write 'key: value'",
             "3:1: a key must be plain text, found a section | write 'key: value'",
             "4:1: a key must be plain text, found nothing | write 'key: value'",
             "5:1: a key must be plain text, found nothing | write 'key: value'",
             "7:1: a key must be plain text, found an alias | write the key out"});
}

TEST_CASE("a duplicate key is found in every map and however it is quoted") {
  CHECK(faults_of("a: {b: 1, \"b\": 2}\n'a': 3\n") ==
        List{"1:11: duplicate key 'b' | first written at line 1, column 5",
             "2:1: duplicate key 'a' | first written at line 1, column 1"});
}

TEST_CASE("one document, neither none nor two") {
  CHECK(faults_of("") == List{"0:0: the file is empty"});
  CHECK(faults_of("---\n# nothing\n...\n") == List{"0:0: the file is empty"});
  CHECK(faults_of("a: 1\n---\n") == List{"2:1: a second document | one file holds one document"});
  CHECK(faults_of(",") ==
        List{"1:1: text after the end of the document | check the indentation: the first key sets it"});
  CHECK(good("---\na: 1\n...\n").find("a")->text == "1");
}

TEST_CASE("a quote that is never closed is found, a closed one is not mistaken") {
  CHECK(faults_of("a: 1\nb: \"x\nc: 2\n") == List{"2:4: the quote that opens here is never closed"});
  CHECK(faults_of("a: &n 'it''s\n") == List{"1:4: the quote that opens here is never closed"});
  CHECK(good("a: 'it''s'\nb: &n \"say \\\"x\\\"\"\nc: \"two\n  lines\"\n").find("b")->text == "say \"x\"");
}

TEST_CASE("what is cut anywhere is read or refused, never worse") {
  const std::string text = sample::kGood;
  int refused = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    RunConfig config;
    refused += !sample::read(text.substr(0, i), config).empty();
    refused += !sample::read(text.substr(0, i) + text.substr(i + 1), config).empty();
    if (i % 3) continue;
    for (const char c : {'"', '[', '}', ':', '&', '*', '\n', '\t', '\0', '\xC3'})
      refused += !sample::read(text.substr(0, i) + c + text.substr(i), config).empty();
  }
  CHECK(refused > 1000);
}

TEST_CASE("the writer quotes what a YAML reader could take for something else") {
  const auto written = [](const std::string& text) { return write_yaml(Node::quoted_text(text)); };
  for (const char* plain : {"abc", "a b", "data/x.h5", "30Y", "1d", "A-B_c.d", "/abs/path"})
    CHECK(written(plain) == plain);
  for (const char* text :
       {"",   "no",   "Yes", "NULL", "~",  "1", "1e3", "0x10", ".nan", "010", "2025-01-01", "a: b",  "a #b", " a",
        "a ", "a  b", "-",   "- a",  "[a", "é", "*a",  "&a",   "!a",   "%a",  "@a",         "1_000", "12:30"}) {
    INFO(text);
    CHECK(written(text) == "\"" + std::string(text) + "\"");
  }
  CHECK(written("a\"\\\n\t\x01") == "\"a\\\"\\\\\\n\\t\\x01\"");
  const Node back = good("k: " + written("a\"\\\n\t\x01 é"));
  CHECK(back.find("k")->text == "a\"\\\n\t\x01 é");
}
