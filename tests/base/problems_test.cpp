// Messages as a person sees them, whole.
#include "base/problems.hpp"
#include "catch.hpp"

using relval::Error;
using relval::ErrorKind;
using relval::Problems;

TEST_CASE("an error reads place, fault and hint") {
  const Error e(ErrorKind::data, "a.csv:3", "expected a number, found 'x'", "name it under na:\nor correct it");
  CHECK(std::string(e.what()) == "a.csv:3: expected a number, found 'x'\n  name it under na:\n  or correct it");
  CHECK(e.exit_code() == 3);
  CHECK(e.where() == "a.csv:3");
  CHECK(std::string(Error(ErrorKind::bug, "", "unbalanced").what()) == "unbalanced");
}

TEST_CASE("a problem shows its line, a caret and a suggestion") {
  Problems problems(ErrorKind::usage);
  problems.add({"config.yaml", 12, 3, "  exlude: [ORCL]"}, "unknown key 'exlude'", "did you mean 'exclude'?");
  CHECK(problems.render() ==
        "config.yaml:12:3: unknown key 'exlude'\n"
        "  12 |   exlude: [ORCL]\n"
        "     |   ^\n"
        "  did you mean 'exclude'?");
}

TEST_CASE("the gutter is as wide as the line number") {
  Problems problems(ErrorKind::usage);
  problems.add({"c.yaml", 7, 1, "a: 010\n"}, "w");
  problems.add({"c.yaml", 1234, 4, "a: 010\r\n"}, "v");
  CHECK(problems.render() ==
        "c.yaml:7:1: w\n"
        "  7 | a: 010\n"
        "    | ^\n"
        "c.yaml:1234:4: v\n"
        "  1234 | a: 010\n"
        "       |    ^\n"
        "2 problems");
}

TEST_CASE("a place may know only some of file, line, column and text") {
  Problems problems(ErrorKind::data);
  problems.add({}, "no place");
  problems.add({"s.h5", 0, 0, ""}, "only a file");
  problems.add({"s.csv", 9, 0, ""}, "no column");
  problems.add({"", 9, 2, ""}, "no file");
  problems.add({"s.csv", 9, 0, "a,b"}, "no caret");
  CHECK(problems.render() ==
        "no place\n"
        "s.h5: only a file\n"
        "s.csv:9: no column\n"
        "line 9:2: no file\n"
        "s.csv:9: no caret\n"
        "  9 | a,b\n"
        "5 problems");
}

TEST_CASE("tabs and wide characters before the caret keep it in place") {
  Problems problems(ErrorKind::usage);
  problems.add({"c", 1, 6, "\tn\xC3\xA9\t: x"}, "w");
  CHECK(problems.render() == "c:1:6: w\n  1 | \tn\xC3\xA9\t: x\n    | \t  \t ^");
}

TEST_CASE("controls and broken UTF-8 in a line are shown as question marks") {
  Problems problems(ErrorKind::usage);
  problems.add({"c", 1, 5, "a\x1B\xFF\xC2z"}, "w");
  CHECK(problems.render() == "c:1:5: w\n  1 | a???z\n    |     ^");
}

TEST_CASE("a caret beyond the line stands just after it") {
  Problems problems(ErrorKind::usage);
  problems.add({"c", 1, 80, "ab"}, "w");
  CHECK(problems.render() == "c:1:80: w\n  1 | ab\n    |   ^");
}

TEST_CASE("a long line is cut to a hundred columns around the caret") {
  std::string line;
  for (int i = 0; i < 300; ++i) line += static_cast<char>('a' + i % 26);
  const auto shown = [&](int column) {
    Problems problems(ErrorKind::usage);
    problems.add({"c", 1, column, line}, "w");
    const std::string text = problems.render();
    const auto first = text.find("| ") + 2, end = text.find('\n', first), caret = text.find("| ", end) + 2;
    const std::string source = text.substr(first, end - first), under = text.substr(caret);
    CHECK(source.size() <= 100);
    CHECK(source.size() >= 94);
    CHECK(under.back() == '^');
    CHECK(source.at(under.size() - 1) == line.at(static_cast<std::size_t>(column) - 1));
    return source;
  };
  CHECK(shown(1) == line.substr(0, 94) + "...");
  CHECK(shown(150) == "..." + line.substr(102, 94) + "...");
  CHECK(shown(300) == "..." + line.substr(206));
  for (int column = 1; column <= 300; ++column) shown(column);
}

TEST_CASE("problems beyond the limit are counted") {
  Problems problems(ErrorKind::data, 2);
  for (const char* what : {"one", "two", "three", "four"}) problems.add({"f", 0, 0, ""}, what);
  CHECK(problems.render() == "f: one\nf: two\n... and 2 more\n4 problems");
}

TEST_CASE("problems are raised together, and nothing is raised without one") {
  Problems problems(ErrorKind::data);
  CHECK_NOTHROW(problems.raise_if_any());
  problems.add({"f", 1, 0, ""}, "one", "mend it");
  problems.add({"f", 2, 0, ""}, "two");
  try {
    problems.raise_if_any();
    FAIL("nothing was raised");
  } catch (const Error& e) {
    CHECK(std::string(e.what()) == "f:1: one\n  mend it\nf:2: two\n2 problems");
    CHECK(e.kind() == ErrorKind::data);
  }
}
