# relval_add_strategy(NAME SOURCES ... [DIRECTORY dir]): a strategy of this tree against the SDK, built twice:
#   strategy_NAME  an object library under the symbol relval_strategy_NAME, for linking into a program
#   plugin_NAME    the plugin, as everybody else's (relvalPlugin.cmake)
add_library(relval_sdk INTERFACE)
add_library(relval::sdk ALIAS relval_sdk)
target_include_directories(relval_sdk INTERFACE ${PROJECT_SOURCE_DIR}/engine/sdk)
include(relvalPlugin)

function(relval_add_strategy name)
  cmake_parse_arguments(STRATEGY "" "DIRECTORY" "SOURCES" ${ARGN})
  add_library(strategy_${name} OBJECT ${STRATEGY_SOURCES})
  target_link_libraries(strategy_${name} PRIVATE relval::sdk)
  target_compile_definitions(strategy_${name} PRIVATE RELVAL_BUILT_IN)
  relval_add_plugin(${name} SOURCES ${STRATEGY_SOURCES} DIRECTORY ${STRATEGY_DIRECTORY})
endfunction()
