# The version comes from project(); the commit from git when this is a checkout, else it is "unknown".
set(WEIR_COMMIT "unknown")
find_package(Git QUIET)
if(GIT_FOUND)
    execute_process(
        COMMAND "${GIT_EXECUTABLE}" -C "${CMAKE_SOURCE_DIR}" rev-parse --short=12 HEAD
        OUTPUT_VARIABLE git_commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET
        RESULT_VARIABLE git_result)
    if(git_result EQUAL 0 AND git_commit)
        set(WEIR_COMMIT "${git_commit}")
    endif()
endif()
