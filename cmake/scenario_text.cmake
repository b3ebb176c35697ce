# cmake -DOUT=FILE -DYAML=FILE -P scenario_text.cmake: the program's own scenarios as text in the program.
file(READ ${YAML} bytes)
set(text "#include \"analytics/stress_scenarios.hpp\"\n\nnamespace relval {\n\n")
string(APPEND text "std::string_view stress_scenarios_yaml() { return R\"relval(${bytes})relval\"; }\n\n")
string(APPEND text "}  // namespace relval\n")
file(WRITE ${OUT} "${text}")
