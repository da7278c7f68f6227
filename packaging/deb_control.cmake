# Run by cpack on the packages it made. cpack writes scripts that call ldconfig, which Debian's policy
# has replaced by a trigger, and CMake before 3.31 knows no Multi-Arch field.

find_program(DPKG_DEB dpkg-deb REQUIRED)

foreach(package IN LISTS CPACK_PACKAGE_FILES)
  set(tree "${package}.tree")
  file(REMOVE_RECURSE "${tree}")
  execute_process(COMMAND "${DPKG_DEB}" --raw-extract "${package}" "${tree}"
                  COMMAND_ERROR_IS_FATAL ANY)
  file(REMOVE "${tree}/DEBIAN/postinst" "${tree}/DEBIAN/postrm")

  file(READ "${tree}/DEBIAN/control" control)
  if(control MATCHES "\nSection: lib")
    set(multi_arch same)
  else()
    set(multi_arch foreign)
  endif()
  string(REGEX REPLACE "\nSection:" "\nMulti-Arch: ${multi_arch}\nSection:" control "${control}")
  # In KiB; cpack counts a symbolic link as the file behind it.
  execute_process(COMMAND du -sk --apparent-size "${tree}/usr" OUTPUT_VARIABLE size
                  COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX MATCH "^[0-9]+" size "${size}")
  string(REGEX REPLACE "\nInstalled-Size: [0-9]+" "\nInstalled-Size: ${size}" control "${control}")
  file(WRITE "${tree}/DEBIAN/control" "${control}")
  if(control MATCHES "\nSection: libs\n")
    file(WRITE "${tree}/DEBIAN/shlibs" "${CPACK_NUTRI_SHLIBS}\n")
    file(WRITE "${tree}/DEBIAN/triggers" "activate-noawait ldconfig\n")
  endif()

  execute_process(COMMAND "${DPKG_DEB}" --root-owner-group -Zxz --build "${tree}" "${package}"
                  OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
  file(REMOVE_RECURSE "${tree}")
endforeach()
