/* connect/kafka/scram.h - the client's side of SCRAM-SHA-256 and SCRAM-SHA-512 (RFC 5802). Pure: the nonce is an argument. */
#ifndef WR_CONNECT_KAFKA_SCRAM_H
#define WR_CONNECT_KAFKA_SCRAM_H
#include "base/arena.h"
#include "weir/error.h"

typedef struct wr_scram {
    wr_arena     *arena;
    bool          sha512;
    const char   *password, *nonce;
    const char   *first_bare;          /* what both sides sign begins with it */
    unsigned char server_signature[64];
} wr_scram;

/* "SCRAM-SHA-256" or "-512"? */
bool        wr_scram_knows(const char *mechanism);
/* The first message. Everything is borrowed; nonce: printable, without a comma. */
const char *wr_scram_first(wr_scram *scram, const char *mechanism, const char *user, const char *password, const char *nonce, wr_arena *arena);
/* The second one, to the server's first. */
weir_status wr_scram_final(wr_scram *scram, const char *server_first, size_t size, const char **message, weir_error *err);
/* Does the server know the password too? */
weir_status wr_scram_check(const wr_scram *scram, const char *server_final, size_t size, weir_error *err);
#endif
