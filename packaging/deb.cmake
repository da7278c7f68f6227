# Debian packages, made by `cpack` in the build folder (./dev deb):
#
#   libnutri0      the shared library
#   libnutri-dev   header, static library, pkg-config and CMake files, schema/*.sql, nutri(3)
#   nutri          the command, its man pages and all that a shell user takes
#
# deb_tree.cmake adds to the staged trees what a Debian package has and an installation has not
# (copyright, changelogs, compressed man pages); deb_control.cmake sets right what cpack puts beside
# them. packaging/distribution.sh configures for these paths and flags.

set(NUTRI_MAINTAINER "The nutri authors <authors@nutri.invalid>" CACHE STRING
    "Name and mail address for the packages' Maintainer field")
mark_as_advanced(NUTRI_MAINTAINER)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME nutri)
set(CPACK_PACKAGE_CONTACT "${NUTRI_MAINTAINER}")
set(CPACK_PACKAGING_INSTALL_PREFIX "${CMAKE_INSTALL_PREFIX}")
set(CPACK_OUTPUT_FILE_PREFIX "${CMAKE_CURRENT_BINARY_DIR}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "") # each package has its own
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_COMPONENTS_ALL nutri_library nutri_development nutri_command)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_PRE_BUILD_SCRIPTS "${CMAKE_CURRENT_LIST_DIR}/deb_tree.cmake")
set(CPACK_POST_BUILD_SCRIPTS "${CMAKE_CURRENT_LIST_DIR}/deb_control.cmake")

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 0upstream1) # a package of Debian's own would be -1, and newer
set(CPACK_DEBIAN_COMPRESSION_TYPE none)       # deb_control.cmake packs them again
set(CPACK_DEBIAN_PACKAGE_SOURCE nutri)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS "${CMAKE_CURRENT_BINARY_DIR}")
set(CPACK_DEBIAN_ENABLE_COMPONENT_DEPENDS ON) # on the same version of each other
set(CPACK_COMPONENT_NUTRI_DEVELOPMENT_DEPENDS nutri_library)
set(CPACK_COMPONENT_NUTRI_COMMAND_DEPENDS nutri_library)

set(CPACK_DEBIAN_NUTRI_LIBRARY_PACKAGE_NAME "libnutri${NUTRI_SOVERSION}")
set(CPACK_DEBIAN_NUTRI_LIBRARY_PACKAGE_SECTION libs)
# Said here, not found out by cpack, which asks file(1) of every file for it.
set(CPACK_NUTRI_SHLIBS
    "libnutri ${NUTRI_SOVERSION} libnutri${NUTRI_SOVERSION} (>= ${PROJECT_VERSION})")
set(CPACK_DEBIAN_NUTRI_LIBRARY_PACKAGE_SHLIBDEPS ON)
set(CPACK_COMPONENT_NUTRI_LIBRARY_DESCRIPTION "foods and nutrient intake in an SQLite file (library)
libnutri keeps foods, what people ate and what they need in one SQLite
database, and says what that adds up to: daily totals, shortfalls against
reference values, foods that close them, usual intake of groups; magnesium
first. It imports USDA FoodData Central and other food tables.

This package has the shared library.")

set(CPACK_DEBIAN_NUTRI_COMMAND_PACKAGE_NAME nutri)
set(CPACK_DEBIAN_NUTRI_COMMAND_PACKAGE_SECTION science)
set(CPACK_DEBIAN_NUTRI_COMMAND_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_NUTRI_COMMAND_PACKAGE_SUGGESTS sqlite3)
set(CPACK_COMPONENT_NUTRI_COMMAND_DESCRIPTION "foods and nutrient intake in an SQLite file (command)
nutri keeps a diary of what was eaten in household words, and says what it
adds up to against reference values, magnesium first: totals and what is
unknown in them, shortfalls, foods that close them, rankings. It imports
USDA FoodData Central and other food tables, diaries and NHANES recalls.
The database is one file that the plain sqlite3 shell reads and writes too;
a loadable extension brings nutri's functions to it.

This is about intake: it does not measure body magnesium or explain
symptoms.")

# What nutri.h needs is nothing; what nutri.pc and nutri::nutri_static name is all of this. libarchive's
# .pc names libraries for static linking that libarchive-dev does not bring, likewise SQLite's zlib.
set(needs "libsqlite3-dev (>= ${NUTRI_SQLITE_MINIMUM})" zlib1g-dev)
if(NUTRI_IMPORTERS)
  list(APPEND needs libcsv-dev "libssl-dev (>= 3)")
  if(nutri_archive)
    list(APPEND needs libarchive-dev nettle-dev libacl1-dev liblzma-dev libzstd-dev liblz4-dev
      libbz2-dev libxml2-dev)
  endif()
  if(nutri_readstat)
    list(APPEND needs libreadstat-dev)
  endif()
endif()
list(JOIN needs ", " needs)
set(CPACK_DEBIAN_NUTRI_DEVELOPMENT_PACKAGE_NAME libnutri-dev)
set(CPACK_DEBIAN_NUTRI_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_NUTRI_DEVELOPMENT_PACKAGE_DEPENDS "${needs}")
set(CPACK_DEBIAN_NUTRI_DEVELOPMENT_PACKAGE_RECOMMENDS nutri)
set(CPACK_COMPONENT_NUTRI_DEVELOPMENT_DESCRIPTION "foods and nutrient intake in an SQLite file (development)
libnutri keeps foods, what people ate and what they need in one SQLite
database, and says what that adds up to: daily totals, shortfalls against
reference values, foods that close them, usual intake of groups; magnesium
first.

This package has the header, which is the manual, the static library, files
for pkg-config and CMake, and the schema as SQL.")

include(CPack)
