# One room of the house = one static library. Its link line is its whole permission:
# what it does not link it cannot include, because every include starts at the root and
# the layering test compares the two.

add_library(stint_warnings INTERFACE)
target_compile_options(stint_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wold-style-cast -Wnull-dereference -Wswitch-enum
    $<$<BOOL:${STINT_WERROR}>:-Werror>)
target_compile_definitions(stint_warnings INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS QT_NO_FOREACH QT_DISABLE_DEPRECATED_BEFORE=0x060400
    STINT_VERSION="${PROJECT_VERSION}")

if(STINT_SANITIZE)
    add_compile_options(-fsanitize=${STINT_SANITIZE} -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${STINT_SANITIZE})
endif()

# The fuzzers follow which branches their inputs take through all rooms.
if(STINT_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# stint_room(<folder/name> SOURCES ... [LINK rooms and libraries ...] [MOC])
function(stint_room room)
    cmake_parse_arguments(PARSE_ARGV 1 arg "MOC" "" "SOURCES;LINK")
    string(REPLACE "/" "_" target "stint_${room}")
    add_library(${target} STATIC ${arg_SOURCES})
    target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR})
    target_link_libraries(${target} PUBLIC ${arg_LINK} PRIVATE stint_warnings)
    if(arg_MOC)
        set_target_properties(${target} PROPERTIES AUTOMOC ON)
    endif()
endfunction()
