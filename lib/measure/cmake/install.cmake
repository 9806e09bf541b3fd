# Installs the meter: libraries, headers, what find_package() and pkg-config read,
# and the program that preloads it.

set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/FeludaMeasure)

install(DIRECTORY ${include_folder}/feluda
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(TARGETS feluda_meter feluda_meter_headers EXPORT FeludaMeasureTargets)
install(EXPORT FeludaMeasureTargets
  NAMESPACE FeludaMeasure:: DESTINATION ${package_folder})

install(TARGETS feluda_measure_preload
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(PROGRAMS preload/measure.py
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/feluda_measure)
install(FILES preload/executable.py
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/feluda_measure)
file(CREATE_LINK
  ../${CMAKE_INSTALL_LIBDIR}/feluda_measure/measure.py
  ${CMAKE_CURRENT_BINARY_DIR}/feluda-measure SYMBOLIC)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/feluda-measure
  DESTINATION ${CMAKE_INSTALL_BINDIR})

configure_file(cmake/feluda-measure.pc.in feluda-measure.pc @ONLY)
set(pkg_config_files ${CMAKE_CURRENT_BINARY_DIR}/feluda-measure.pc)
if(TARGET feluda_meter_benchmark)
  install(TARGETS feluda_meter_benchmark EXPORT FeludaMeasureBenchmarkTargets)
  install(EXPORT FeludaMeasureBenchmarkTargets
    NAMESPACE FeludaMeasure:: DESTINATION ${package_folder})
  set(benchmark_link_flags "")
  foreach(link_option IN LISTS benchmark_link_options)
    string(APPEND benchmark_link_flags " -Wl,${link_option}")
  endforeach()
  configure_file(cmake/feluda-measure-benchmark.pc.in
    feluda-measure-benchmark.pc @ONLY)
  list(APPEND pkg_config_files
    ${CMAKE_CURRENT_BINARY_DIR}/feluda-measure-benchmark.pc)
endif()
install(FILES ${pkg_config_files}
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

configure_package_config_file(
  cmake/FeludaMeasureConfig.cmake.in FeludaMeasureConfig.cmake
  INSTALL_DESTINATION ${package_folder})
# Before 1.0 a new minor version may change anything.
write_basic_package_version_file(FeludaMeasureConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES
  ${CMAKE_CURRENT_BINARY_DIR}/FeludaMeasureConfig.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/FeludaMeasureConfigVersion.cmake
  DESTINATION ${package_folder})
