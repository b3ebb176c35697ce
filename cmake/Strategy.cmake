# relval_add_strategy(NAME SOURCES ... [DIRECTORY dir]): a strategy against the SDK, built twice:
#   strategy_NAME  an object library under the symbol relval_strategy_NAME, for linking into a program
#   plugin_NAME    the loadable module DIRECTORY/NAME.so, which exports relval_strategy and nothing else
# DIRECTORY is build/<preset>/plugins unless stated.
set(RELVAL_STRATEGY_MAP ${CMAKE_CURRENT_LIST_DIR}/strategy.map)

function(relval_add_plugin name)
  cmake_parse_arguments(PLUGIN "" "DIRECTORY" "SOURCES;COMPILE_OPTIONS;LINK_OPTIONS" ${ARGN})
  if(NOT PLUGIN_DIRECTORY)
    set(PLUGIN_DIRECTORY ${PROJECT_BINARY_DIR}/plugins)
  endif()
  add_library(plugin_${name} MODULE ${PLUGIN_SOURCES})
  target_include_directories(plugin_${name} PRIVATE ${PROJECT_SOURCE_DIR}/engine/sdk)
  target_compile_options(plugin_${name} PRIVATE ${PLUGIN_COMPILE_OPTIONS})
  target_link_options(plugin_${name} PRIVATE
    -Wl,--version-script=${RELVAL_STRATEGY_MAP} -Wl,-z,defs ${PLUGIN_LINK_OPTIONS})
  set_target_properties(plugin_${name} PROPERTIES
    PREFIX "" SUFFIX ".so" OUTPUT_NAME ${name} LIBRARY_OUTPUT_DIRECTORY ${PLUGIN_DIRECTORY}
    CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON LINK_DEPENDS ${RELVAL_STRATEGY_MAP})
endfunction()

function(relval_add_strategy name)
  cmake_parse_arguments(STRATEGY "" "DIRECTORY" "SOURCES" ${ARGN})
  add_library(strategy_${name} OBJECT ${STRATEGY_SOURCES})
  target_include_directories(strategy_${name} PRIVATE ${PROJECT_SOURCE_DIR}/engine/sdk)
  target_compile_definitions(strategy_${name} PRIVATE RELVAL_BUILT_IN)
  relval_add_plugin(${name} SOURCES ${STRATEGY_SOURCES} DIRECTORY ${STRATEGY_DIRECTORY})
endfunction()
