/* catalog/config.h - what SET and RESET change: one table of every key, and its values in a session.
 *
 * A config is plain data: copying the struct copies the settings, so a bound statement keeps those
 * that were in force where it stands. Values live in the arena given to wr_config_init, or in the
 * key table. Thread: one owner; a copy may be read anywhere. */
#ifndef WR_CATALOG_CONFIG_H
#define WR_CATALOG_CONFIG_H
#include "base/arena.h"
#include "weir/error.h"

typedef enum wr_config_kind {
    WR_CONFIG_STRING,
    WR_CONFIG_INT,
    WR_CONFIG_DOUBLE,
    WR_CONFIG_BOOL,
    WR_CONFIG_DURATION, /* "500 ms", as Flink reads it */
    WR_CONFIG_BYTES,    /* "64 mb"                     */
    WR_CONFIG_ENUM      /* one of `values`, any case   */
} wr_config_kind;

typedef enum wr_config_use {
    WR_CONFIG_USED,    /* Weir obeys it                                              */
    WR_CONFIG_NOTED,   /* has no meaning here: accepted, with a note that says so    */
    WR_CONFIG_DEFAULT_ONLY /* only its default can run; anything else is refused by name */
} wr_config_use;

typedef struct wr_config_key {
    const char    *name;
    const char    *old_names; /* comma-separated, or NULL */
    wr_config_kind kind;
    wr_config_use  use;
    const char    *default_value; /* NULL: unset */
    const char    *values;        /* ENUM: "A|B" */
    const char    *help;          /* NOTED: why it means nothing here; else what it does */
} wr_config_key;

#define WR_CONFIG_KEYS_MAX 160u

typedef struct wr_config {
    wr_arena   *arena;
    const char *values[WR_CONFIG_KEYS_MAX]; /* by index in the key table; NULL: not set */
} wr_config;

/* Every key, sorted by name; for SET without key, the documentation and completion. */
const wr_config_key *wr_config_keys(uint32_t *count);

void wr_config_init(wr_config *config, wr_arena *arena);
/* WEIR_INVALID: unknown key (names the nearest) or a value that the key does not take.
 * WEIR_UNSUPPORTED: understood and not available. *note (may be NULL): what to tell the user, or
 * NULL; in the arena. */
weir_status wr_config_set(wr_config *config, const char *key, const char *value, const char **note,
                          weir_error *err);
/* key NULL: everything. */
weir_status wr_config_reset(wr_config *config, const char *key, weir_error *err);
/* Is it a key at all (also an accepted foreign one)? To tell a bad key from a bad value. */
bool wr_config_known(const char *key);

/* The value set, else the default, else NULL. Asserts that the key is in the table. */
const char *wr_config_get_text(const wr_config *config, const char *key);
bool        wr_config_is_set(const wr_config *config, const char *key);
/* Checked at SET, so these cannot fail. Unset and without default: `otherwise`. */
int64_t wr_config_get_int(const wr_config *config, const char *key, int64_t otherwise);
double  wr_config_get_double(const wr_config *config, const char *key, double otherwise);
bool    wr_config_get_bool(const wr_config *config, const char *key, bool otherwise);
int64_t wr_config_get_duration_ms(const wr_config *config, const char *key, int64_t otherwise);
uint64_t wr_config_get_bytes(const wr_config *config, const char *key, uint64_t otherwise);
/* Enums come in capitals, as in the key table. */
const char *wr_config_get_enum(const wr_config *config, const char *key);
/* table.local-time-zone with "default" read as UTC. */
const char *wr_config_time_zone(const wr_config *config);
#endif
