/* connect/kafka/scram.c - see the header. */
#include "connect/kafka/scram.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>

#include "base/alloc.h"

#define ROUNDS_MAX 1000000 /* a server that asks for more only wants to keep us busy */
#define SALT_MAX   1024

bool wr_scram_knows(const char *mechanism) { return strcmp(mechanism, "SCRAM-SHA-256") == 0 || strcmp(mechanism, "SCRAM-SHA-512") == 0; }

static const EVP_MD *hash_of(const wr_scram *scram) { return scram->sha512 ? EVP_sha512() : EVP_sha256(); }
static size_t        hash_size(const wr_scram *scram) { return scram->sha512 ? 64 : 32; }

/* ',' and '=' have a meaning in the messages. */
static const char *escaped(wr_arena *arena, const char *user) {
    char *text = wr_arena_alloc(arena, strlen(user) * 3 + 1), *out = text;
    for (; *user; user++) {
        if (*user == ',' || *user == '=') {
            memcpy(out, *user == ',' ? "=2C" : "=3D", 3);
            out += 3;
        } else {
            *out++ = *user;
        }
    }
    *out = '\0';
    return text;
}

const char *wr_scram_first(wr_scram *scram, const char *mechanism, const char *user, const char *password, const char *nonce, wr_arena *arena) {
    *scram = (wr_scram){.arena = arena, .sha512 = strcmp(mechanism, "SCRAM-SHA-512") == 0, .password = password, .nonce = nonce};
    scram->first_bare = wr_arena_printf(arena, "n=%s,r=%s", escaped(arena, user), nonce);
    return wr_arena_printf(arena, "n,,%s", scram->first_bare);
}

static const char *base64(wr_arena *arena, const unsigned char *bytes, size_t size) {
    unsigned char *text = wr_arena_calloc(arena, (size + 2) / 3 * 4 + 1, 1);
    (void)EVP_EncodeBlock(text, bytes, (int)size);
    return (const char *)text;
}

/* In arena; false: it is none. */
static bool unbase64(wr_arena *arena, const char *text, const unsigned char **bytes, size_t *size) {
    size_t length = strlen(text), padding = 0;
    if (length == 0 || length % 4 != 0 || length > SALT_MAX)
        return false;
    unsigned char *out = wr_arena_alloc(arena, length / 4 * 3 + 1);
    int            got = EVP_DecodeBlock(out, (const unsigned char *)text, (int)length);
    while (padding < 2 && text[length - 1 - padding] == '=')
        padding++;
    if (got < (int)padding)
        return false;
    *bytes = out;
    *size = (size_t)got - padding;
    return true;
}

/* Value of "<name>=..." in a message "a=..,b=..", in arena; NULL: it has none. */
static const char *value_of(wr_arena *arena, const char *message, size_t size, char name) {
    for (size_t at = 0; at < size;) {
        const char *comma = memchr(message + at, ',', size - at);
        size_t      end = comma ? (size_t)(comma - message) : size;
        if (end - at >= 2 && message[at] == name && message[at + 1] == '=')
            return wr_arena_strndup(arena, message + at + 2, end - at - 2);
        at = end + 1;
    }
    return NULL;
}

static void sign(const wr_scram *scram, const unsigned char *key, const char *text, size_t size, unsigned char *out) {
    unsigned int length = 0;
    WR_ASSERT(HMAC(hash_of(scram), key, (int)hash_size(scram), (const unsigned char *)text, size, out, &length) != NULL && length == hash_size(scram));
}

weir_status wr_scram_final(wr_scram *scram, const char *server_first, size_t size, const char **message, weir_error *err) {
    const char          *nonce = value_of(scram->arena, server_first, size, 'r'), *salt_text = value_of(scram->arena, server_first, size, 's');
    const char          *rounds_text = value_of(scram->arena, server_first, size, 'i');
    const unsigned char *salt = NULL;
    size_t               salt_size = 0, key_size = hash_size(scram);
    int                  rounds = 0;
    unsigned char        salted[64], client_key[64], stored_key[64], signature[64], server_key[64];
    for (const char *at = rounds_text; at && *at >= '0' && *at <= '9' && rounds <= ROUNDS_MAX; at++)
        rounds = rounds * 10 + (*at - '0');
    if (!nonce || strncmp(nonce, scram->nonce, strlen(scram->nonce)) != 0 || !salt_text || !unbase64(scram->arena, salt_text, &salt, &salt_size) || rounds < 1 || rounds > ROUNDS_MAX)
        return weir_fail(err, WEIR_CORRUPT, "the broker's first message of SCRAM cannot be used");
    const char *without_proof = wr_arena_printf(scram->arena, "c=biws,r=%s", nonce);
    const char *signed_text = wr_arena_printf(scram->arena, "%s,%s,%s", scram->first_bare, wr_arena_strndup(scram->arena, server_first, size), without_proof);
    unsigned int stored_size = 0;
    bool done = PKCS5_PBKDF2_HMAC(scram->password, (int)strlen(scram->password), salt, (int)salt_size, rounds, hash_of(scram), (int)key_size, salted) == 1;
    sign(scram, salted, "Client Key", 10, client_key);
    done = done && EVP_Digest(client_key, key_size, stored_key, &stored_size, hash_of(scram), NULL) == 1;
    WR_ASSERT(done && stored_size == key_size);
    sign(scram, stored_key, signed_text, strlen(signed_text), signature);
    for (size_t i = 0; i < key_size; i++)
        client_key[i] ^= signature[i];
    sign(scram, salted, "Server Key", 10, server_key);
    sign(scram, server_key, signed_text, strlen(signed_text), scram->server_signature);
    *message = wr_arena_printf(scram->arena, "%s,p=%s", without_proof, base64(scram->arena, client_key, key_size));
    OPENSSL_cleanse(salted, sizeof salted);
    OPENSSL_cleanse(client_key, sizeof client_key);
    return WEIR_OK;
}

weir_status wr_scram_check(const wr_scram *scram, const char *server_final, size_t size, weir_error *err) {
    const char *signature = value_of(scram->arena, server_final, size, 'v');
    if (!signature || strcmp(signature, base64(scram->arena, scram->server_signature, hash_size(scram))) != 0)
        return weir_fail(err, WEIR_INVALID, "the broker does not know the password of 'sasl.username' either: this may not be the broker that it says it is");
    return WEIR_OK;
}
