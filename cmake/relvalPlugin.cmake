# relval_add_plugin(NAME SOURCES ... [DIRECTORY dir] [COMPILE_OPTIONS ...] [LINK_OPTIONS ...])
#   the target plugin_NAME: the loadable module DIRECTORY/NAME.so, which exports relval_strategy and nothing else.
#   DIRECTORY is plugins below the build's own directory unless stated; it belongs on RELVAL_PLUGIN_PATH.
# Used in relval's own tree and, through find_package(relval), in a strategy's.
set(RELVAL_STRATEGY_MAP ${CMAKE_CURRENT_LIST_DIR}/strategy.map)

function(relval_add_plugin name)
  cmake_parse_arguments(PLUGIN "" "DIRECTORY" "SOURCES;COMPILE_OPTIONS;LINK_OPTIONS" ${ARGN})
  if(NOT PLUGIN_DIRECTORY)
    set(PLUGIN_DIRECTORY ${PROJECT_BINARY_DIR}/plugins)
  endif()
  add_library(plugin_${name} MODULE ${PLUGIN_SOURCES})
  target_link_libraries(plugin_${name} PRIVATE relval::sdk)
  target_compile_options(plugin_${name} PRIVATE ${PLUGIN_COMPILE_OPTIONS})
  target_link_options(plugin_${name} PRIVATE
    -Wl,--version-script=${RELVAL_STRATEGY_MAP} -Wl,-z,defs ${PLUGIN_LINK_OPTIONS})
  set_target_properties(plugin_${name} PROPERTIES
    PREFIX "" SUFFIX ".so" OUTPUT_NAME ${name} LIBRARY_OUTPUT_DIRECTORY ${PLUGIN_DIRECTORY}
    CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON LINK_DEPENDS ${RELVAL_STRATEGY_MAP})
endfunction()
