# cmake --install: the program, the library in both forms, the public headers and the pkg-config file.
if(TARGET weir)
    install(TARGETS weir RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
endif()
if(TARGET weir_static)
    install(TARGETS weir_static weir_shared
        ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
        LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}")
    install(DIRECTORY "${CMAKE_SOURCE_DIR}/include/weir" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
        FILES_MATCHING PATTERN "*.h")
    # The file finds its prefix from where it lies, so --prefix may be any directory.
    file(RELATIVE_PATH WEIR_PC_PREFIX "/prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/prefix")
    # Not by Requires.private: a static libweir links librdkafka as a shared library, and what rdkafka.pc wants besides for a
    # static librdkafka (lz4, sasl2, curl ...) need not be installed.
    list(JOIN RDKAFKA_LDFLAGS " " WEIR_PC_RDKAFKA)
    configure_file("${CMAKE_SOURCE_DIR}/cmake/weir.pc.in" "${CMAKE_BINARY_DIR}/weir.pc" @ONLY)
    install(FILES "${CMAKE_BINARY_DIR}/weir.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
    install(FILES "${CMAKE_SOURCE_DIR}/LICENSE" "${CMAKE_SOURCE_DIR}/NOTICE"
        DESTINATION "${CMAKE_INSTALL_DOCDIR}")
endif()
