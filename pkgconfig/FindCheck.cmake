# Finds Check, the unit test framework; Debian ships it without a CMake package.
#
# Defines the target Check::Check and Check_FOUND, Check_VERSION.

find_path(Check_INCLUDE_DIR NAMES check.h)
# The _pic archive is Debian's name for the one that links into position independent programs.
find_library(Check_LIBRARY NAMES check_pic check)
# Check may be built with or without these two; a static archive does not say.
find_library(Check_SUBUNIT_LIBRARY NAMES subunit)
find_library(Check_RT_LIBRARY NAMES rt)
mark_as_advanced(Check_INCLUDE_DIR Check_LIBRARY Check_SUBUNIT_LIBRARY Check_RT_LIBRARY)

if(Check_INCLUDE_DIR)
  set(Check_VERSION "")
  foreach(part IN ITEMS MAJOR MINOR MICRO)
    file(STRINGS "${Check_INCLUDE_DIR}/check.h" line
         REGEX "^#define CHECK_${part}_VERSION +\\(?[0-9]+" LIMIT_COUNT 1)
    if(line MATCHES "([0-9]+)")
      list(APPEND Check_VERSION "${CMAKE_MATCH_1}")
    endif()
  endforeach()
  list(JOIN Check_VERSION "." Check_VERSION)
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Check
  REQUIRED_VARS Check_LIBRARY Check_INCLUDE_DIR
  VERSION_VAR Check_VERSION)

if(Check_FOUND AND NOT TARGET Check::Check)
  find_package(Threads REQUIRED)
  set(links Threads::Threads)
  foreach(library IN ITEMS "${Check_SUBUNIT_LIBRARY}" "${Check_RT_LIBRARY}")
    if(library)
      list(APPEND links "${library}")
    endif()
  endforeach()
  if(UNIX)
    list(APPEND links m)
  endif()
  add_library(Check::Check UNKNOWN IMPORTED)
  set_target_properties(Check::Check PROPERTIES
    IMPORTED_LOCATION "${Check_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${Check_INCLUDE_DIR}"
    INTERFACE_LINK_LIBRARIES "${links}")
endif()
