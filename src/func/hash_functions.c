/* func/hash_functions.c - MD5, the SHA family: lower-case hex of the UTF-8 text. libcrypto computes. */
#include "func/func.h"

#include <openssl/evp.h>

static weir_string hex_digest(const EVP_MD *method, const weir_string *text, weir_vector *out) {
    static const char digits[] = "0123456789abcdef";
    unsigned char     digest[EVP_MAX_MD_SIZE];
    unsigned int      size = 0;
    if (!EVP_Digest(weir_string_data(text), text->size, digest, &size, method, NULL))
        size = 0;
    char *room = wr_string_room(out, (size_t)size * 2 + 1);
    for (unsigned int i = 0; i < size; i++) {
        room[i * 2] = digits[digest[i] >> 4];
        room[i * 2 + 1] = digits[digest[i] & 15];
    }
    return weir_string_view(room, (size_t)size * 2);
}

static void hash_rows(const EVP_MD *method, const weir_column *args, weir_rows rows, weir_vector *out) {
    const weir_string *texts = strings_of(&args[0]);
    weir_string       *values = out->data;
    WR_EACH(i, rows, values[i] = hex_digest(method, &texts[i], out););
}

static weir_status infer_hash(weir_infer *call, uint32_t length, weir_error *err) {
    bool bytes = call->arg_count == 1 && weir_type_is_binary(call->arg_types[0]);
    WEIR_TRY(wr_infer_params(call, bytes ? "b" : "s", false, "one text or BYTES", err));
    call->result = weir_type_with(WEIR_TYPE_CHAR, length, 0, infer_any_nullable(call));
    return WEIR_OK;
}

#define HASH_FUNCTION(name, length, method)                                                        \
    static weir_status infer_##name(weir_infer *call, weir_error *err) {                           \
        return infer_hash(call, length, err);                                                      \
    }                                                                                              \
    static weir_status name(const weir_call *call, const weir_column *args, weir_rows rows,        \
                            weir_vector *out, weir_error *err) {                                   \
        (void)call, (void)err;                                                                     \
        hash_rows(method(), args, rows, out);                                                      \
        return WEIR_OK;                                                                            \
    }
HASH_FUNCTION(md5, 32, EVP_md5)
HASH_FUNCTION(sha1, 40, EVP_sha1)
HASH_FUNCTION(sha224, 56, EVP_sha224)
HASH_FUNCTION(sha256, 64, EVP_sha256)
HASH_FUNCTION(sha384, 96, EVP_sha384)
HASH_FUNCTION(sha512, 128, EVP_sha512)

static weir_status infer_sha2(weir_infer *call, weir_error *err) {
    bool bytes = call->arg_count == 2 && weir_type_is_binary(call->arg_types[0]);
    WEIR_TRY(wr_infer_params(call, bytes ? "bi" : "si", false, "a text or BYTES and a number of bits", err));
    call->result = weir_type_with(WEIR_TYPE_VARCHAR, 128, 0, infer_any_nullable(call));
    return WEIR_OK;
}

static weir_status sha2(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out,
                        weir_error *err) {
    (void)call;
    const weir_string *texts = strings_of(&args[0]);
    const int32_t     *bits = args[1].data;
    weir_string       *values = out->data;
    WR_EACH(i, rows,
            const EVP_MD *method = bits[i] == 224 ? EVP_sha224() : bits[i] == 256 ? EVP_sha256()
                                 : bits[i] == 384 ? EVP_sha384() : bits[i] == 512 ? EVP_sha512() : NULL;
            if (method == NULL)
                return weir_fail(err, WEIR_DATA, "SHA2 knows 224, 256, 384 and 512 bits, not %d", bits[i]);
            values[i] = hex_digest(method, &texts[i], out););
    return WEIR_OK;
}

#define HASH_STRUCT(symbol, text, function)                                                        \
    const weir_function symbol = {.abi = sizeof(weir_function), .name = text,                      \
                                  .null_in_null_out = true, .infer = infer_##function, .scalar = function}
HASH_STRUCT(weir_function_md5, "MD5", md5);
HASH_STRUCT(weir_function_sha1, "SHA1", sha1);
HASH_STRUCT(weir_function_sha224, "SHA224", sha224);
HASH_STRUCT(weir_function_sha256, "SHA256", sha256);
HASH_STRUCT(weir_function_sha384, "SHA384", sha384);
HASH_STRUCT(weir_function_sha512, "SHA512", sha512);
HASH_STRUCT(weir_function_sha2, "SHA2", sha2);
