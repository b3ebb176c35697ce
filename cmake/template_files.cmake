# cmake -DOUT=FILE -DTEMPLATE=FOLDER -P template_files.cmake: what `relval strategies new` writes, as text in the
# program.
cmake_minimum_required(VERSION 3.25)  # or @NAME@ would be taken for a variable
set(text "#include \"app/template_files.hpp\"\n\nnamespace relval {\n\n")
string(APPEND text "const std::vector<TemplateFile>& template_files() {\n")
string(APPEND text "  static const std::vector<TemplateFile> kFiles = {\n")
foreach(pair "strategy.cpp=@NAME@.cpp" "strategy_test.cpp=test/@NAME@_test.cpp" "CMakeLists.txt=CMakeLists.txt"
             "config.yaml=@NAME@.yaml" "README.md=README.md")
  string(REGEX MATCH "^[^=]*" from "${pair}")
  string(REGEX REPLACE "^[^=]*=" "" to "${pair}")
  file(READ ${TEMPLATE}/${from} bytes)
  string(APPEND text "      {\"${to}\", R\"relval(${bytes})relval\"},\n")
endforeach()
string(APPEND text "  };\n  return kFiles;\n}\n\n}  // namespace relval\n")
file(WRITE ${OUT} "${text}")
