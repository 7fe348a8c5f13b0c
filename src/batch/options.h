/* batch/options.h - what weir/connector.h does not need to show: the check of options. Pure. */
#ifndef WR_BATCH_OPTIONS_H
#define WR_BATCH_OPTIONS_H
#include "weir/connector.h"

/* Does `name` fit `pattern`, whose every '#' or '*' stands for one or more characters, dots too? */
bool wr_option_name_matches(const char *pattern, const char *name);
/* The spec of `name`: an exact one before one with '#' or '*'. `specs` may be NULL. NULL: none. */
const weir_option_spec *wr_option_spec_find(const weir_option_spec *specs, const char *name);
/* WEIR_INVALID with a message that quotes the value and says what the kind takes. */
weir_status wr_option_value_check(const weir_option_spec *spec, const char *name, const char *value,
                                  weir_error *err);
/* Is the value of an option of this name nobody else's business (a password, a key)? Rather once too often. */
bool wr_option_secret(const char *name, size_t size);
#endif
