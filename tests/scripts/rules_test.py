#!/usr/bin/python3
"""scripts/engine_rules and scripts/format_rules find each fault that is planted in a small tree, and nothing else."""
import pathlib
import subprocess
import tempfile
import unittest

SCRIPTS = pathlib.Path(__file__).resolve().parents[2] / "scripts"

FORBIDDEN = {
    "a clock": ["auto t = std::chrono::steady_clock::now();", "auto t = std::chrono::system_clock::now();",
                "time_t t = time(nullptr);", "auto t = std::time(&x);", "gettimeofday(&t, nullptr);",
                "::clock_gettime(CLOCK_REALTIME, &t);", "auto c = clock();", "localtime_r(&t, &parts);",
                "const char* built = __DATE__;"],
    "randomness of the library or the system": [
        "int a = rand();", "srand(1);", "int a = std::rand();", "long a = random();", "double d = drand48();",
        "std::random_device seed;", "std::mt19937 g(1);", "std::mt19937_64 g;", "std::normal_distribution<double> n;",
        "std::uniform_int_distribution<int> u(1, 6);", "#include <random>", "getrandom(buffer, 8, 0);",
        'open("/dev/urandom");'],
    "an unordered container": ["std::unordered_map<int, int> m;", "std::unordered_set<int> s;",
                               "std::unordered_multimap<int, int> m;"],
    "a thread": ["std::thread t(f);", "std::jthread t(f);", "auto f = std::async(g);", "std::mutex m;",
                 "pthread_create(&t, nullptr, f, nullptr);", "#include <thread>", "#pragma omp parallel for",
                 "thread_local int x;"],
    "arithmetic of one machine": ['__attribute__((target("fma"))) double f();', "#pragma STDC FP_CONTRACT ON",
                                  '#pragma GCC optimize("fast-math")', '[[gnu::target("avx2")]] void f();'],
    "numbers read by the locale": ["double x = strtod(s, &e);", "double x = std::stod(s);", "float x = atof(s);",
                                   'sscanf(s, "%lf", &x);', "std::istringstream in(s);", "int i = std::stoi(s);"],
    "numbers printed by the locale": ['snprintf(b, 9, "%f", x);', 'sprintf(b, "%g", x);', "std::ostringstream out;",
                                      "#include <iomanip>", "#include <sstream>", 'setlocale(LC_ALL, "");',
                                      "std::locale l;", 'auto s = format("{:L}", x);'],
    "the environment": ['const char* p = std::getenv("X");', 'setenv("X", "1", 1);', "extern char** environ;"],
}
BUILD_FLAGS = ["-march=native", "-ffast-math", "-Ofast", "-mtune=native", "-mavx2", "-mfma", "-ffp-contract=fast",
               "-funsafe-math-optimizations"]
ALLOWED = """\
// std::mt19937 in a comment, time() and -march=native too
/* rand() and std::thread
   over lines: getenv */
const char* text = "std::unordered_map, getenv, strtod and time(nullptr)";
const char* raw = R"(rand() and "std::thread")";
const char quote = '"';  // a quote that opens nothing: rand()
double time_value = clock_of.time(3) + x->time() + market::time(4);
const RandomStream random(seed, stream);
int printed = names.size(), brand(3), threads = 0;
std::set<int> ordered;
"""


class Tree(unittest.TestCase):
    script = None

    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.root = pathlib.Path(held.name)

    def faults_of(self, files):
        """What the script prints about a tree of these files alone."""
        for name, content in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        done = subprocess.run([SCRIPTS / self.script, self.root], capture_output=True, text=True, check=False)
        self.assertEqual(done.stderr, "")
        lines = done.stdout.splitlines()
        self.assertEqual(done.returncode, 0 if " files keep " in lines[-1] else 1)
        for name in files:
            (self.root / name).unlink()
        return [] if done.returncode == 0 else lines


class EngineRules(Tree):
    script = "engine_rules"

    def test_each_rule_is_seen_broken(self):
        for name, examples in FORBIDDEN.items():
            for example in examples:
                for file in ("engine/base/x.cpp", "engine/base/x.hpp", "strategies/a/a.cpp", "engine/sdk/relval/x.h"):
                    with self.subTest(example, file=file):
                        self.assertEqual(self.faults_of({file: f"int a;\n{example}\n"}),
                                         [f"{file}:2: {name}; if it must be: allowed: REASON"])

    def test_flags_of_one_machine_in_build_files(self):
        for flag in BUILD_FLAGS:
            for file, text in [("engine/base/CMakeLists.txt", f"add_compile_options(-Wall {flag})\n"),
                               ("cmake/Compile.cmake", f'set(CMAKE_CXX_FLAGS "{flag}")\n'),
                               ("CMakeLists.txt", f"target_compile_options(x PRIVATE {flag})\n"),
                               ("CMakePresets.json", f'{{"CMAKE_CXX_FLAGS": "{flag}"}}\n')]:
                with self.subTest(flag, file=file):
                    self.assertEqual(self.faults_of({file: text}),
                                     [f"{file}:1: arithmetic of one machine; if it must be: allowed: REASON"])
        self.assertEqual(self.faults_of({"cmake/a.cmake": "x(-ffp-contract=off)  # never -ffast-math\n"}), [])

    def test_what_only_looks_like_it_is_left_alone(self):
        self.assertEqual(self.faults_of({"engine/base/x.cpp": ALLOWED}), [])

    def test_a_reason_excuses_its_line_or_the_next(self):
        name = "engine/base/x.cpp"
        for text in ["int a = rand();  // allowed: it is a test\n", "// allowed: it is a test\nint a = rand();\n"]:
            self.assertEqual(self.faults_of({name: text}), [])
        self.assertEqual(self.faults_of({"cmake/a.cmake": "# allowed: it is a test\nx(-march=native)\n"}), [])

    def test_no_reason_and_a_reason_elsewhere_excuse_nothing(self):
        name, fault = "engine/base/x.cpp", "randomness of the library or the system; if it must be: allowed: REASON"
        self.assertEqual(self.faults_of({name: "int a = rand();  // allowed:\n"}), [f"{name}:1: {fault}"])
        self.assertEqual(self.faults_of({name: "int a = rand();  // allowed:   \n"}), [f"{name}:1: {fault}"])
        self.assertEqual(self.faults_of({name: "// allowed: too far\n\nint a = rand();\n"}),
                         [f"{name}:3: {fault}", f"{name}:1: 'allowed' excuses nothing here"])
        self.assertEqual(self.faults_of({name: "int b = rand();  // allowed: mine\nint a = rand();\n"}),
                         [f"{name}:2: {fault}"])

    def test_a_reason_without_a_fault_must_go(self):
        self.assertEqual(self.faults_of({"engine/base/x.cpp": "int a;  // allowed: once\n"}),
                         ["engine/base/x.cpp:1: 'allowed' excuses nothing here"])

    def test_an_empty_tree_is_a_fault(self):
        self.assertEqual(len(self.faults_of({"tests/x.cpp": "int a = rand();\n"})), 1)


class FormatRules(Tree):
    script = "format_rules"

    def test_each_fault_is_seen(self):
        long = "int " + "a" * 116 + ";\n"
        for file, content, fault in [
                ("engine/x.cpp", long, "1: 121 characters, at most 120"), ("tests/x.py", "#" * 121 + "\n", "1: 121 ch"),
                ("scripts/run", "x" * 121 + "\n", "1: 121 ch"), ("cmake/x.cmake", "\n" + "x" * 121 + "\n", "2: 121 ch"),
                ("engine/x.hpp", "int\ta;\n", "1: a tab"), ("a.md", "text \n", "1: blanks at the end"),
                ("a.yaml", "a: 1\r\n", "1: a carriage return"), ("engine/x.h", "int a;", "1: no newline at the end"),
                ("docs/a.md", "text\n\n", "2: empty lines at the end"), ("a.txt", b"\xff\n", "1: not UTF-8")]:
            with self.subTest(file, fault=fault):
                found = self.faults_of({file: content})
                self.assertEqual(len(found), 1, found)
                self.assertTrue(found[0].startswith(f"{file}:{fault}"), found)

    def test_what_is_right_is_left_alone(self):
        files = {"engine/x.cpp": "int " + "ä" * 115 + ";\n", "docs/a.md": "x" * 200 + "\n", "engine/empty.hpp": "",
                 "build/x.cpp": "int\ta; ", "results/x.md": "a ", "tests/app/bad_inputs.txt": "\t\n"}
        self.assertEqual(self.faults_of(files), [])

    def test_an_empty_tree_is_a_fault(self):
        self.assertEqual(len(self.faults_of({"build/x.cpp": ""})), 1)


class ThisTree(unittest.TestCase):
    def test_this_tree_keeps_both(self):
        for script in ("engine_rules", "format_rules"):
            done = subprocess.run([SCRIPTS / script], capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


del Tree  # it has no cases of its own

if __name__ == "__main__":
    unittest.main()
