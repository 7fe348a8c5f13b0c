/* batch/java_map.h - the order in which a java.util.HashMap lists its entries.
 *
 * Flink keeps many maps in a HashMap, so the order in which it prints their entries follows from Java's hash codes. Texts are to be alike.
 * Pure functions; thread-safe. */
#ifndef WR_BATCH_JAVA_MAP_H
#define WR_BATCH_JAVA_MAP_H
#include "weir/type.h"

/* Two kinds of objects with two kinds of hash codes: what a connector sees, such as String and LocalDate, and what Flink computes with, such
 * as BinaryStringData and TimestampData. */
typedef enum wr_java_objects { WR_JAVA_EXTERNAL, WR_JAVA_INTERNAL } wr_java_objects;

/* hashCode() of a value. Of objects whose hash code is their address in memory (arrays) it is 0: they keep the order in which they were put. */
uint32_t wr_java_hash(weir_type type, const weir_value *value, wr_java_objects objects);
/* order[i]: the index of the key that stands at place i after all have been put in one behind another. No key is there twice. */
void     wr_java_order(weir_type key, const weir_value *keys, uint32_t count, wr_java_objects objects, uint32_t *order);
/* Entries as a map of Flink lists them that it keeps in a HashMap: values that it casts, reads or collects. No key is there twice. */
void     wr_java_sort(weir_type key, weir_value *keys, weir_value *values, uint32_t count);
#endif
