// The table machinery on a small struct of its own.
#include "catch.hpp"
#include "config/schema.hpp"
#include "config/sample.hpp"

using namespace relval;

namespace {

struct Wheel {
  std::string name;
  double radius = 1;
  std::optional<int> spokes;
};
struct Bike {
  std::string title = "bike";
  std::vector<Wheel> wheels;
  std::map<std::string, Wheel> spares;
  std::vector<Wheel> bought;
  std::vector<std::string> tags;
  std::map<std::string, std::string> notes;
};

Section<Wheel> wheel() {
  return Section<Wheel>()
      .number("radius", &Wheel::radius, {.help = "size", .unit = "m", .bounds = above(0)})
      .integer("spokes", &Wheel::spokes, {.help = "count", .bounds = between(0, 100)});
}

Section<Bike> bike() {
  return Section<Bike>()
      .text("title", &Bike::title, {.help = "title"})
      .map_of("wheels", &Bike::wheels, &Wheel::name, wheel(), {.help = "wheels", .item = "wheel"})
      .map_of("spares", &Bike::spares, wheel(), {.help = "spares", .item = "wheel"})
      .list_of("bought", &Bike::bought, wheel(), {.help = "bought"})
      .text_list("tags", &Bike::tags, {.help = "tags"})
      .others(&Bike::notes, {.help = "a note", .item = "note"});
}

Bike read_bike(const std::string& text, Problems& problems) {
  Bike b;
  if (const auto tree = read_yaml(text, "bike.yaml", problems)) bike().read(*tree, b, problems);
  return b;
}

}  // namespace

TEST_CASE("a table reads maps, lists, optional numbers and free keys") {
  Problems problems(ErrorKind::usage);
  const Bike b = read_bike(
      "wheels: {front: {radius: 0.5}, back: {spokes: 36}}\n"
      "spares: {x: {}}\nbought: [{radius: 2}]\ntags: fast\nnote: 010\n",
      problems);
  INFO(problems.render());
  REQUIRE(problems.empty());
  CHECK(b.title == "bike");
  CHECK(b.wheels.at(0).name == "front");
  CHECK(b.wheels.at(0).radius == 0.5);
  CHECK_FALSE(b.wheels.at(0).spokes);
  CHECK(b.wheels.at(1).spokes == 36);
  CHECK(b.spares.at("x").radius == 1);
  CHECK(b.bought.at(0).radius == 2);
  CHECK(b.tags == std::vector<std::string>{"fast"});
  CHECK(b.notes.at("note") == "010");
}

TEST_CASE("a faulty key leaves its member alone and hides no other fault") {
  Problems problems(ErrorKind::usage);
  const Bike b = read_bike("wheels: {front: {radius: x, spokes: 101, rim: 3}}\ntags: [a, {b: c}]\n", problems);
  CHECK(b.wheels.at(0).radius == 1);
  CHECK(sample::faults(problems) ==
        std::vector<std::string>{"1:26: 'radius' expects a number (m), found 'x'",
                                 "1:37: 'spokes' must be 0 to 100, found 101",
                                 "1:42: unknown key 'rim' | expected one of: radius, spokes",
                                 "2:11: 'tags' expects a list of texts, found a section in it"});
}

TEST_CASE("a struct is written in the table's order, without what is not set") {
  Problems problems(ErrorKind::usage);
  const Bike b = read_bike("tags: [no, b]\nwheels: {w: {}}\nz: 1\n", problems);
  CHECK(write_yaml(bike().write(b)) == "title: bike\nwheels:\n  w:\n    radius: 1\ntags: [\"no\", b]\nz: 1\n");
}

TEST_CASE("a table describes itself with full paths") {
  std::vector<std::string> paths;
  for (const KeyInfo& key : bike().describe()) paths.push_back(key.path);
  CHECK(paths == std::vector<std::string>{"title", "wheels", "wheels.<wheel>.radius", "wheels.<wheel>.spokes", "spares",
                                          "spares.<wheel>.radius", "spares.<wheel>.spokes", "bought",
                                          "bought[].radius", "bought[].spokes", "tags", "<note>"});
}

TEST_CASE("a percentage is the decimal it stands for") {
  // 1.1 / 100 is 0.011000000000000001 in binary floating point; 1.1% must be 0.011.
  KeyInfo key;
  key.path = "share";
  key.type = KeyType::share;
  Problems problems(ErrorKind::usage);
  CHECK(read_share(key, Node::scalar("1.1%"), problems) == 0.011);
  CHECK(read_share(key, Node::scalar("-250%"), problems) == -2.5);
  CHECK(read_share(key, Node::scalar("1.5e-2"), problems) == 0.015);
  CHECK(read_number(key, Node::scalar("1e6"), problems) == 1e6);
  CHECK(problems.empty());
}

TEST_CASE("two keys of one name in a table are a bug") {
  CHECK_THROWS_AS(wheel().number("radius", &Wheel::radius, {.help = "again"}), Error);
}
