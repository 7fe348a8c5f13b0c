# One static library per room of tools/layers.txt, then libweir and the program from all of them.
#
# A room's library is linked with exactly the rooms that it may use. So a unit test that links only its
# room proves the layers a second time, and a broken room stops only the rooms above it.
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tools/layers.txt")
file(STRINGS "${CMAKE_SOURCE_DIR}/tools/layers.txt" layer_lines)
set(WEIR_ROOMS "")       # rooms that have sources, in the order of layers.txt
foreach(line IN LISTS layer_lines)
    string(REGEX REPLACE "#.*" "" line "${line}")
    if(NOT line MATCHES "^([a-z_]+):(.*)$")
        continue()
    endif()
    set(room "${CMAKE_MATCH_1}")
    string(STRIP "${CMAKE_MATCH_2}" uses)
    string(REGEX REPLACE "[ \t]+" ";" uses "${uses}")
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/${room}/*.c")
    list(SORT sources)
    set(WEIR_ROOM_${room}_SOURCES ${sources})
    if(NOT sources)
        continue()
    endif()
    list(APPEND WEIR_ROOMS ${room})
    if(room STREQUAL "cli")
        continue() # becomes the program below
    endif()
    add_library(room_${room} STATIC ${sources})
    target_link_libraries(room_${room} PUBLIC weir_deps)
    target_compile_definitions(room_${room} PRIVATE WEIR_BUILDING=1)
    foreach(used IN LISTS uses)
        if(TARGET room_${used})
            target_link_libraries(room_${room} PUBLIC room_${used})
        endif()
    endforeach()
endforeach()

# builtin includes no room but names the structs of these.
if(TARGET room_builtin)
    foreach(named connect format func ops)
        if(TARGET room_${named})
            target_link_libraries(room_builtin PUBLIC room_${named})
        endif()
    endforeach()
endif()
foreach(room engine cli)
    set_property(SOURCE ${WEIR_ROOM_${room}_SOURCES} APPEND PROPERTY COMPILE_DEFINITIONS
        WEIR_VERSION="${PROJECT_VERSION}" WEIR_COMMIT="${WEIR_COMMIT}")
endforeach()

if(TARGET room_engine)
    set(library_rooms ${WEIR_ROOMS})
    list(REMOVE_ITEM library_rooms cli)
    set(objects "")
    foreach(room IN LISTS library_rooms)
        list(APPEND objects "$<TARGET_OBJECTS:room_${room}>")
    endforeach()

    add_library(weir_static STATIC ${objects})
    set_target_properties(weir_static PROPERTIES OUTPUT_NAME weir LINKER_LANGUAGE C)
    target_link_libraries(weir_static PUBLIC weir_deps)

    add_library(weir_shared SHARED ${objects})
    set_target_properties(weir_shared PROPERTIES OUTPUT_NAME weir LINKER_LANGUAGE C
        VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR})
    target_link_libraries(weir_shared PRIVATE weir_deps)
    target_link_options(weir_shared PRIVATE -Wl,-z,defs)

    if(WEIR_ROOM_cli_SOURCES)
        # A library of its own, so that unit tests can link its parts.
        set(cli_sources ${WEIR_ROOM_cli_SOURCES})
        list(REMOVE_ITEM cli_sources "${CMAKE_SOURCE_DIR}/src/cli/main.c")
        add_library(room_cli STATIC ${cli_sources})
        target_link_libraries(room_cli PUBLIC weir_static PkgConfig::EDIT)
        add_executable(weir "${CMAKE_SOURCE_DIR}/src/cli/main.c")
        target_link_libraries(weir PRIVATE room_cli)
        set_target_properties(weir PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}")
    endif()
endif()
