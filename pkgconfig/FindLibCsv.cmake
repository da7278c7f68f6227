# Finds libcsv, which brings neither a .pc file nor a CMake package.
#
# Defines the target LibCsv::LibCsv and LibCsv_FOUND, LibCsv_VERSION.

find_path(LibCsv_INCLUDE_DIR NAMES csv.h)
find_library(LibCsv_LIBRARY NAMES csv)
mark_as_advanced(LibCsv_INCLUDE_DIR LibCsv_LIBRARY)

# Other projects have a csv.h too; libcsv's names its version.
if(LibCsv_INCLUDE_DIR)
  set(LibCsv_VERSION "")
  foreach(part IN ITEMS MAJOR MINOR RELEASE)
    file(STRINGS "${LibCsv_INCLUDE_DIR}/csv.h" line REGEX "^#define CSV_${part} [0-9]+" LIMIT_COUNT 1)
    if(line MATCHES "([0-9]+)")
      list(APPEND LibCsv_VERSION "${CMAKE_MATCH_1}")
    endif()
  endforeach()
  list(JOIN LibCsv_VERSION "." LibCsv_VERSION)
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibCsv
  REQUIRED_VARS LibCsv_LIBRARY LibCsv_INCLUDE_DIR
  VERSION_VAR LibCsv_VERSION)

if(LibCsv_FOUND AND NOT TARGET LibCsv::LibCsv)
  add_library(LibCsv::LibCsv UNKNOWN IMPORTED)
  set_target_properties(LibCsv::LibCsv PROPERTIES
    IMPORTED_LOCATION "${LibCsv_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${LibCsv_INCLUDE_DIR}")
endif()
