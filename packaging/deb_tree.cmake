# Run by cpack between staging and packing: what Debian's policy asks of a package's tree.

find_program(GZIP gzip REQUIRED)
find_program(STRIP strip REQUIRED)
get_filename_component(source "${CMAKE_CURRENT_LIST_DIR}" DIRECTORY)
set(work "${CPACK_TEMPORARY_DIRECTORY}-doc")
file(MAKE_DIRECTORY "${work}")

# Without the name and time of the file: the same files make the same package.
function(nutri_gzip)
  if(ARGN)
    execute_process(COMMAND "${GZIP}" -9nf ${ARGN} COMMAND_ERROR_IS_FATAL ANY)
  endif()
endfunction()

# nutri_strip(OPTIONS PATTERN...)
function(nutri_strip options)
  file(GLOB_RECURSE found ${ARGN})
  foreach(binary IN LISTS found)
    if(NOT IS_SYMLINK "${binary}")
      execute_process(COMMAND "${STRIP}" ${options} --remove-section=.comment --remove-section=.note
                              "${binary}"
                      COMMAND_ERROR_IS_FATAL ANY)
    endif()
  endforeach()
endfunction()

# Debian's changelog is the release of CHANGES.md in Debian's form; what is new stands in the other.
file(STRINGS "${source}/CHANGES.md" heading REGEX "^## [0-9.]+, [0-9-]+$" LIMIT_COUNT 1)
string(REGEX MATCH "[0-9]+-[0-9]+-[0-9]+" day "${heading}")
execute_process(COMMAND date -R -u -d "${day}" OUTPUT_VARIABLE date OUTPUT_STRIP_TRAILING_WHITESPACE
                COMMAND_ERROR_IS_FATAL ANY)
set(version "${CPACK_PACKAGE_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE}")
file(WRITE "${work}/changelog.Debian" "\
nutri (${version}) unstable; urgency=medium

  * Release ${CPACK_PACKAGE_VERSION}; changelog.gz says what is new.

 -- ${CPACK_PACKAGE_CONTACT}  ${date}
")
file(COPY_FILE "${source}/CHANGES.md" "${work}/changelog")
nutri_gzip("${work}/changelog" "${work}/changelog.Debian")

file(READ "${source}/LICENSE" license)
string(REGEX MATCH "Copyright \\(c\\) ([^\n]+)\n\n(.*)" license "${license}")
set(holder "${CMAKE_MATCH_1}")
string(STRIP "${CMAKE_MATCH_2}" terms)
string(REPLACE "\n" "\n " terms "${terms}")
string(REPLACE "\n \n" "\n .\n" terms "${terms}")
configure_file("${source}/packaging/copyright.in" "${work}/copyright" @ONLY)

foreach(component IN LISTS CPACK_COMPONENTS_ALL)
  string(TOUPPER "${component}" upper)
  set(package "${CPACK_DEBIAN_${upper}_PACKAGE_NAME}")
  set(tree "${CPACK_TEMPORARY_DIRECTORY}/${component}${CPACK_PACKAGING_INSTALL_PREFIX}")

  file(COPY "${work}/copyright" "${work}/changelog.gz" "${work}/changelog.Debian.gz"
       DESTINATION "${tree}/share/doc/${package}"
       FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
  file(GLOB_RECURSE pages "${tree}/share/man/*.[1-9]")
  nutri_gzip(${pages})
  nutri_strip("--strip-debug;--enable-deterministic-archives" "${tree}/lib/*.a")
  nutri_strip(--strip-unneeded "${tree}/lib/*.so" "${tree}/lib/*.so.*" "${tree}/bin/*")
endforeach()
file(REMOVE_RECURSE "${work}")
