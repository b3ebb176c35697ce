// Formatting, strict numbers, UTF-8 and suggestions.
#include "base/text.hpp"

#include <limits>

#include "base/error.hpp"
#include "catch.hpp"

using relval::exact;
using relval::parse_integer;
using relval::parse_number;

TEST_CASE("fmt's patterns take numbers and strings") {
  const std::string name = "ORCL";
  CHECK(relval::format("{:>10.1f}|{:<6}|{:03}|{}", 1234.56, name, 7, "x") == "    1234.6|ORCL  |007|x");
  CHECK(relval::format("{1} {0}", std::size_t{18446744073709551615ull}, -1) == "-1 18446744073709551615");
  CHECK(relval::format("{{}}") == "{}");
  CHECK(relval::format("{:.1f}", 0.5f) == "0.5");
}

TEST_CASE("a pattern that does not fit its arguments is a bug of ours") {
  try {
    relval::format("{} {}", 1);
    FAIL("nothing was thrown");
  } catch (const relval::Error& e) {
    CHECK(e.kind() == relval::ErrorKind::bug);
    CHECK(std::string(e.what()) == "format: the pattern \"{} {}\" does not fit: argument not found");
  }
  CHECK_THROWS_AS(relval::format("{:d}", "x"), relval::Error);
  CHECK_THROWS_AS(relval::format("{", 1), relval::Error);
}

TEST_CASE("exact numbers are short and read back to the same double") {
  CHECK(exact(0.1) == "0.1");
  CHECK(exact(0.1 + 0.2) == "0.30000000000000004");
  CHECK(exact(-0.0) == "0");
  CHECK(exact(100) == "100");
  CHECK(exact(1e23) == "1e+23");
  CHECK(exact(std::numeric_limits<double>::quiet_NaN()) == "nan");
  CHECK(exact(-std::numeric_limits<double>::quiet_NaN()) == "nan");
  CHECK(exact(std::numeric_limits<double>::infinity()) == "inf");
  CHECK(exact(-std::numeric_limits<double>::infinity()) == "-inf");
  using Limits = std::numeric_limits<double>;
  for (const double x : {Limits::max(), Limits::min(), Limits::denorm_min(), -1.0 / 3, 1e22})
    CHECK(parse_number(exact(x)) == x);
}

TEST_CASE("plain decimal numbers are read") {
  CHECK(parse_number("0") == 0.0);
  CHECK(parse_number("-12.50") == -12.5);
  CHECK(parse_number("0.5") == 0.5);
  CHECK(parse_number(".5") == 0.5);
  CHECK(parse_number("5.") == 5.0);
  CHECK(parse_number("1e3") == 1000.0);
  CHECK(parse_number("1.5E-03") == 0.0015);
  CHECK(parse_number("-0") == 0.0);
  CHECK(parse_number("9007199254740993") == 9007199254740992.0);  // rounded to nearest even, as IEEE reads it
}

TEST_CASE("what is not plainly a finite decimal number is refused") {
  for (const char* text : {"", "-", ".", "-.", "e5", "1e", "1e+", "+1", "--1", "010", "-00", "00.5", "0x10", "1,000",
                           "1_000", "nan", ".nan", "inf", "-inf", "Infinity", "1e400", "-1e400", " 1", "1 ", "1.2.3",
                           "1e5.0", "1f", "1d", "12a", "\xEF\xBC\x91"}) {
    INFO(text);
    CHECK_FALSE(parse_number(text));
  }
  CHECK_FALSE(parse_number(std::string_view("1\0", 2)));
}

TEST_CASE("integers are read strictly") {
  CHECK(parse_integer("0") == 0);
  CHECK(parse_integer("-17") == -17);
  CHECK(parse_integer("9223372036854775807") == std::numeric_limits<std::int64_t>::max());
  CHECK(parse_integer("-9223372036854775808") == std::numeric_limits<std::int64_t>::min());
  for (const char* text : {"", "-", "+1", "010", "1.0", "1e3", "9223372036854775808", " 1", "1 ", "0x1"}) {
    INFO(text);
    CHECK_FALSE(parse_integer(text));
  }
}

TEST_CASE("text is trimmed, split and joined") {
  CHECK(relval::trim(" \t a b\r\n") == "a b");
  CHECK(relval::trim(" \n").empty());
  CHECK(relval::split("a,,b,", ',') == std::vector<std::string>{"a", "", "b", ""});
  CHECK(relval::split("", ',') == std::vector<std::string>{""});
  CHECK(relval::join({"a", "", "b"}, ", ") == "a, , b");
  CHECK(relval::join({}, ", ").empty());
  CHECK(relval::lower("AbZ\xC3\x84[") == "abz\xC3\x84[");
}

TEST_CASE("UTF-8 is checked by the letter of its standard") {
  for (const char* good : {"", "abc", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\xED\x9F\xBF",
                           "\xF4\x8F\xBF\xBF"})
    CHECK(relval::is_utf8(good));
  // Lone and missing continuation, over-long forms of '/' and of two higher ones, surrogate, beyond U+10FFFF, 0xFF.
  for (const char* bad : {"\x80", "\xC3", "\xC3(", "\xC0\xAF", "\xE0\x80\xAF", "\xF0\x80\x80\xAF", "\xED\xA0\x80",
                          "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xE2\x82"}) {
    INFO(bad);
    CHECK_FALSE(relval::is_utf8(bad));
  }
}

TEST_CASE("large numbers are grouped by thousands") {
  CHECK(relval::with_thousands(1234567.84, 1) == "1,234,567.8");
  CHECK(relval::with_thousands(-1234) == "-1,234");
  CHECK(relval::with_thousands(-999.6) == "-1,000");
  CHECK(relval::with_thousands(999) == "999");
  CHECK(relval::with_thousands(-0.04, 1) == "0.0");
  CHECK(relval::with_thousands(-123456) == "-123,456");
  CHECK(relval::with_thousands(std::numeric_limits<double>::quiet_NaN()) == "nan");
  CHECK(relval::with_thousands(1e15) == "1,000,000,000,000,000");
}

TEST_CASE("a slip of the pen finds its word") {
  const std::vector<std::string> keys = {"include", "exclude", "sector", "rating"};
  CHECK(relval::nearest("exlude", keys) == "exclude");
  CHECK(relval::nearest("setcor", keys) == "sector");  // neighbours swapped: one edit
  CHECK(relval::nearest("Ratings", keys) == "rating");
  CHECK_FALSE(relval::nearest("notional", keys));
  CHECK_FALSE(relval::nearest("", keys));
  CHECK(relval::nearest("nclude", keys) == "include");
  // One edit in three letters is a slip, more is another word.
  CHECK(relval::nearest("abcdef", {"abcdxy"}) == "abcdxy");
  CHECK_FALSE(relval::nearest("abcdef", {"abcxyz"}));
  CHECK_FALSE(relval::nearest("abcde", {"abcxy"}));
}

TEST_CASE("equally near words are taken in the order given") {
  CHECK(relval::nearest("cat", {"car", "cab"}) == "car");
  CHECK(relval::nearest("cat", {"cab", "car"}) == "cab");
  CHECK(relval::nearest("car", {"cab", "car"}) == "car");
  CHECK_FALSE(relval::nearest("x", {"y", "z"}));
  // "ca" to "ac" is one swap, which is within the one edit that two letters allow.
  CHECK(relval::nearest("ca", {"ac"}) == "ac");
}

TEST_CASE("suggestions name the near word, else what is possible") {
  CHECK(relval::suggest("exlude", {"exclude"}) == "did you mean 'exclude'?");
  CHECK(relval::suggest("q", {"daily", "weekly"}) == "expected one of: daily, weekly");
  CHECK(relval::suggest("q", {}).empty());
  CHECK(relval::suggest("other", std::vector<std::string>(23, "name")) ==
        "expected one of: name, name, name, name, name, name, name, name, name, name, "
        "name, name, name, name, name, name, name, name, name, name and 3 more");
}

TEST_CASE("a word is quoted for a shell where it must be") {
  CHECK(relval::shell_word("configs/a-b_1.yaml") == "configs/a-b_1.yaml");
  CHECK(relval::shell_word("my runs/a.yaml") == "'my runs/a.yaml'");
  CHECK(relval::shell_word("it's") == "'it'\\''s'");
  CHECK(relval::shell_word("").size() == 2);
}

TEST_CASE("somebody else's text is made fit for a screen") {
  using relval::is_printable;
  using relval::printable;
  CHECK(printable("plain, \xc3\xa9 and \xe2\x82\xac") == "plain, \xc3\xa9 and \xe2\x82\xac");
  CHECK(printable("one\ntwo\tthree") == "one\n  two three");
  CHECK(printable("\x1b[2J\x07\x7f") == "?[2J??");
  CHECK(printable("\xc2\x9b" "2J") == "?2J");  // a control sequence in one character
  CHECK(printable("cut \xe2\x82") == "cut ??");
  CHECK(printable(std::string(5000, 'x')) == std::string(2000, 'x') + "...");
  CHECK(is_printable("a line"));
  CHECK(is_printable(""));
  for (const char* bad : {"two\nlines", "\x1b[0m", "\xff", "\xc2\x9b"}) CHECK_FALSE(is_printable(bad));
}
