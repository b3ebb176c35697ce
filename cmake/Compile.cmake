# Language level, warnings, and the flags that make results equal on every machine.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug or Release" FORCE)
endif()
set(CMAKE_CXX_FLAGS_RELEASE "-O2")  # asserts stay on: a broken invariant must not become a number

# No fused multiply-add, no reassociation, no -march: the bits must not depend on compiler or CPU.
add_compile_options(-ffp-contract=off -Wall -Wextra -Wpedantic -Wconversion -Wshadow)
option(RELVAL_WERROR "Warnings are errors; on unless stated where the environment says CI" "$ENV{CI}")
if(RELVAL_WERROR)
  add_compile_options(-Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  # g++ 12 sees overlaps in `"text" + std::string` that are not there
  add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-Wno-restrict>)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

option(RELVAL_SANITIZE "AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
if(RELVAL_SANITIZE)
  # Lines in reports need no more than -g1, which is quicker to compile. So is leaving out what the address sanitizer
  # sees as well (null, object size) and what does no harm on x86-64 (alignment): a quarter of the time.
  add_compile_options(-fsanitize=address,undefined -fno-sanitize=null,object-size,vptr,alignment
                      -fno-sanitize-recover=undefined -fno-omit-frame-pointer -g1)
  add_link_options(-fsanitize=address,undefined)
endif()

# The few files whose loops over instruments are worth the compiler's full effort. Bits do not change: lanes are
# independent instruments, and no sum is reordered.
set(RELVAL_HOT_LEVEL -O3 CACHE STRING "Their level; scripts/determinism compares others")
mark_as_advanced(RELVAL_HOT_LEVEL)
function(relval_hot_loops)
  set_source_files_properties(${ARGN} PROPERTIES COMPILE_OPTIONS ${RELVAL_HOT_LEVEL})
endfunction()
