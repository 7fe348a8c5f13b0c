/* batch/table_info.h - a table of messages as the formats of its key and of its value are told of it.
 *
 * Both see a schema of their own: only their columns, in the order in which they are written; the
 * key's without the prefix that their names have in the table. Field k of the key's schema is column
 * table->key_columns[k] of table->schema; the value's likewise. Pure; in arena, names borrowed. */
#ifndef WR_BATCH_TABLE_INFO_H
#define WR_BATCH_TABLE_INFO_H
#include "weir/connector.h"

/* *out: as `table`, but schema, needed, format_options (and options of the key) for key_format. Needs table->key_format. */
void wr_table_info_of_key(const weir_table_info *table, struct weir_arena *arena, weir_table_info *out);
void wr_table_info_of_value(const weir_table_info *table, struct weir_arena *arena, weir_table_info *out);
#endif
