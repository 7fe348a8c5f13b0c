/* base/banned.h - functions that do not compile here, with what to use instead in the message.
 *
 * Force-included before every source (see cmake/flags.cmake). The headers that declare the functions
 * come first, so that only uses are caught. Defining _GNU_SOURCE here makes it hold everywhere,
 * whatever a source includes first; the names are released again so that a source may define them. */
#ifndef WR_BANNED_H
#define WR_BANNED_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#undef _GNU_SOURCE
#undef _DEFAULT_SOURCE

#undef strcpy
#undef stpcpy
#undef strcat
#undef strncpy
#undef strncat
#undef sprintf
#undef vsprintf
#undef strtok
#undef gets
#undef localtime
#undef gmtime
#undef ctime
#undef asctime
#undef atoi
#undef atol
#undef atoll
#undef atof
#undef rand
#undef srand

#define strcpy(...)    strcpy_is_banned_use_memcpy_with_a_checked_length
#define stpcpy(...)    stpcpy_is_banned_use_memcpy_with_a_checked_length
#define strcat(...)    strcat_is_banned_use_a_bounded_buffer
#define strncpy(...)   strncpy_is_banned_use_memcpy_with_a_checked_length
#define strncat(...)   strncat_is_banned_use_a_bounded_buffer
#define sprintf(...)   sprintf_is_banned_use_snprintf
#define vsprintf(...)  vsprintf_is_banned_use_vsnprintf
#define strtok(...)    strtok_is_banned_scan_with_an_index
#define gets(...)      gets_is_banned_use_bounded_input
#define localtime(...) localtime_is_banned_use_the_calendar_functions_of_base
#define gmtime(...)    gmtime_is_banned_use_the_calendar_functions_of_base
#define ctime(...)     ctime_is_banned_use_the_calendar_functions_of_base
#define asctime(...)   asctime_is_banned_use_the_calendar_functions_of_base
#define atoi(...)      atoi_is_banned_use_a_checked_number_parser
#define atol(...)      atol_is_banned_use_a_checked_number_parser
#define atoll(...)     atoll_is_banned_use_a_checked_number_parser
#define atof(...)      atof_is_banned_use_a_checked_number_parser
#define rand(...)      rand_is_banned_use_the_random_source_of_the_environment
#define srand(...)     srand_is_banned_use_the_random_source_of_the_environment

#endif
