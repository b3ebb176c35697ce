# relval_room(NAME SOURCES ... ROOMS ... LIBRARIES ...): one static library per folder of engine/.
# ROOMS are the rooms it may include (they must stand above it in engine/CMakeLists.txt); LIBRARIES are
# third-party and stay private, so that a room's headers cannot leak them.
function(relval_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;ROOMS;LIBRARIES" ${ARGN})
  add_library(relval_${name} STATIC ${ROOM_SOURCES})
  target_include_directories(relval_${name} PUBLIC ${PROJECT_SOURCE_DIR}/engine ${PROJECT_SOURCE_DIR}/engine/sdk)
  foreach(room ${ROOM_ROOMS})
    if(NOT TARGET relval_${room})
      message(FATAL_ERROR "room ${name} may not use ${room}: it stands below")
    endif()
    target_link_libraries(relval_${name} PUBLIC relval_${room})
  endforeach()
  target_link_libraries(relval_${name} PRIVATE ${ROOM_LIBRARIES})
endfunction()

# relval_test(NAME SOURCES ... ROOMS ...): one Catch2 program per room, each case a CTest test.
function(relval_test name)
  cmake_parse_arguments(TEST "" "" "SOURCES;ROOMS;LIBRARIES" ${ARGN})
  add_executable(test_${name} ${TEST_SOURCES})
  target_include_directories(test_${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_compile_definitions(test_${name} PRIVATE RELVAL_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
                             RELVAL_BINARY_DIR="${PROJECT_BINARY_DIR}")
  foreach(room ${TEST_ROOMS})
    target_link_libraries(test_${name} PRIVATE relval_${room})
  endforeach()
  target_link_libraries(test_${name} PRIVATE Catch2::Catch2WithMain ${TEST_LIBRARIES})
  include(Catch)
  # A name that CTest hands over otherwise than it stands in the source runs nothing, and that is no success.
  catch_discover_tests(test_${name} DISCOVERY_MODE PRE_TEST TEST_PREFIX "${name}: "
                       PROPERTIES FAIL_REGULAR_EXPRESSION "No tests ran")
endfunction()
