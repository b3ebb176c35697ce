# What is installed, and the package for Debian 12: cpack -G DEB. scripts/package makes the archive for other systems.
include(GNUInstallDirs)
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)  # the program alone is packed: tests need not be built for it
set(data_folder ${CMAKE_INSTALL_DATADIR}/relval)
install(TARGETS relval RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY engine/sdk/relval DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
# The SDK as a package for find_package(relval), once for the installed tree and once for this build's.
include(CMakePackageConfigHelpers)
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/relval)
function(sdk_package output destination sdk_include sdk_program)
  configure_package_config_file(cmake/relvalConfig.cmake.in ${output}/relvalConfig.cmake
    INSTALL_DESTINATION ${destination} PATH_VARS sdk_include sdk_program ${ARGN})
  write_basic_package_version_file(${output}/relvalConfigVersion.cmake COMPATIBILITY SameMinorVersion)
endfunction()
sdk_package(${PROJECT_BINARY_DIR}/package ${package_folder}
  ${CMAKE_INSTALL_INCLUDEDIR} ${CMAKE_INSTALL_BINDIR}/relval)
sdk_package(${PROJECT_BINARY_DIR} ${PROJECT_BINARY_DIR}
  ${PROJECT_SOURCE_DIR}/engine/sdk ${PROJECT_BINARY_DIR}/relval INSTALL_PREFIX ${PROJECT_BINARY_DIR})
file(COPY cmake/relvalPlugin.cmake cmake/strategy.map DESTINATION ${PROJECT_BINARY_DIR})
install(FILES ${PROJECT_BINARY_DIR}/package/relvalConfig.cmake ${PROJECT_BINARY_DIR}/package/relvalConfigVersion.cmake
              cmake/relvalPlugin.cmake cmake/strategy.map
        DESTINATION ${package_folder})
install(FILES README.md CHANGELOG.md SECURITY.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${PROJECT_BINARY_DIR}/relval.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${PROJECT_BINARY_DIR}/relval.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
        RENAME relval)
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR})
# Configs find their stores in a folder above them, so both go below one.
install(DIRECTORY configs DESTINATION ${data_folder})
install(DIRECTORY python DESTINATION ${data_folder} PATTERN "__pycache__" EXCLUDE)
file(GLOB stores CONFIGURE_DEPENDS data/*.h5)
install(FILES ${stores} data/README.md DESTINATION ${data_folder}/data)

set(CPACK_PACKAGE_NAME relval)
set(CPACK_PACKAGE_VENDOR "relval")
set(CPACK_PACKAGE_CONTACT "the relval maintainers <relval@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "backtester for credit relative value")
string(CONCAT CPACK_PACKAGE_DESCRIPTION "Runs backtests of credit spread strategies from a config and a market store, "
  "and says where each unit of P&L comes from. Equal inputs give equal bytes.")
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE
    WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)  # from the program itself
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "python3-h5py, python3-pandas, g++")
include(CPack)
