/* func/encoding.c - text as bytes and bytes as text: ENCODE, DECODE, base64, hexadecimal, binary,
 * and the parts and escapes of URLs. Bytes that are no text become U+FFFD, as Java reads them. */
#include <strings.h>

#include "base/base64.h"
#include "base/charset.h"
#include "func/text_functions.h"

static bool same_text(const weir_string *text, const char *word) {
    return text->size == strlen(word) && strncasecmp(weir_string_data(text), word, text->size) == 0;
}

/* ---- ENCODE, DECODE ---- */

/* The coder of the set that the last row named: nearly always that of all rows. */
typedef struct row_coder {
    const weir_string *name;
    wr_charset_coder  *coder; /* NULL: none yet */
} row_coder;

static weir_status coder_for(row_coder *of, const weir_call *call, const weir_string *name, weir_error *err) {
    if (of->coder != NULL && of->name->size == name->size && memcmp(weir_string_data(of->name), weir_string_data(name), name->size) == 0)
        return WEIR_OK;
    const wr_charset *set = wr_charset_find(weir_string_data(name), name->size);
    wr_charset_close(of->coder);
    *of = (row_coder){name, set != NULL ? wr_charset_open(set) : NULL};
    if (of->coder != NULL)
        return WEIR_OK;
    return weir_fail(err, WEIR_DATA, "%s does not know the character set '%.*s'; it knows UTF-8, UTF-16, ISO-8859-1, windows-1252, GBK, Shift_JIS and many more",
                     call->function->name, (int)WR_MIN(name->size, 60U), weir_string_data(name));
}

typedef size_t convert(const wr_charset_coder *coder, const char *from, size_t size, char *to);

static weir_status convert_rows(const weir_call *call, const weir_column *args, weir_rows rows, weir_vector *out, convert *convert_one,
                                weir_error *err) {
    const weir_string *from = strings_of(&args[0]), *names = strings_of(&args[1]);
    weir_string       *values = out->data;
    row_coder          of = {NULL, NULL};
    weir_status        status = WEIR_OK;
    WR_EACH(i, rows, WEIR_TRY_GOTO(status, coder_for(&of, call, &names[i], err), done);
            char *room = wr_string_room(out, wr_charset_room(from[i].size));
            values[i] = weir_string_view(room, convert_one(of.coder, DATA(from[i]), from[i].size, room)););
done:
    wr_charset_close(of.coder);
    return status;
}

static weir_status infer_encode(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "ss", false, "a text and the name of a character set", err));
    call->result = type_bytes(infer_any_nullable(call));
    return WEIR_OK;
}

static weir_status encode(const weir_call *call, const weir_column *args, weir_rows rows,
                          weir_vector *out, weir_error *err) {
    return convert_rows(call, args, rows, out, wr_charset_encode, err);
}

static weir_status infer_decode(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "bs", false, "BYTES and the name of a character set", err));
    call->result = type_string(infer_any_nullable(call));
    return WEIR_OK;
}

static weir_status decode(const weir_call *call, const weir_column *args, weir_rows rows,
                          weir_vector *out, weir_error *err) {
    return convert_rows(call, args, rows, out, wr_charset_decode, err);
}

/* ---- base64 ---- */

static weir_status infer_base64(weir_infer *call, weir_error *err) {
    bool bytes = call->arg_count == 1 && weir_type_is_binary(call->arg_types[0]);
    WEIR_TRY(wr_infer_params(call, bytes ? "b" : "s", false, "a text or BYTES", err));
    call->result = type_string(infer_any_nullable(call));
    return WEIR_OK;
}

static weir_status to_base64(const weir_call *call, const weir_column *args, weir_rows rows,
                             weir_vector *out, weir_error *err) {
    (void)call;
    const weir_string *texts = strings_of(&args[0]);
    weir_string       *values = out->data;
    WR_EACH(i, rows, size_t size = texts[i].size;
            char *room = wr_text_room(out, "TO_BASE64", ((uint64_t)size + 2) / 3 * 4, err);
            if (room == NULL) return WEIR_DATA;
            values[i] = weir_string_view(room, wr_base64(DATA(texts[i]), size, room)););
    return WEIR_OK;
}

/* Strict: no blanks; the padding may be missing, but what is there must be right. */
static bool from_base64_one(const weir_string *text, char *room, size_t *used) {
    const char *data = weir_string_data(text);
    size_t      size = text->size, at = 0, count = 0;
    uint32_t    bits = 0;
    *used = 0;
    for (; at < size && data[at] != '='; at++) {
        int digit = wr_base64_digit(data[at]);
        if (digit < 0)
            return false;
        bits = bits << 6 | (uint32_t)digit;
        if (++count == 4) {
            room[(*used)++] = (char)(bits >> 16);
            room[(*used)++] = (char)(bits >> 8);
            room[(*used)++] = (char)bits;
            bits = 0;
            count = 0;
        }
    }
    if (at < size && (count == 0 || (count == 2 && (++at == size || data[at] != '='))))
        return false;
    if (count == 1 || (at < size && at + 1 != size))
        return false;
    if (count == 2)
        room[(*used)++] = (char)(bits >> 4);
    if (count == 3) {
        room[(*used)++] = (char)(bits >> 10);
        room[(*used)++] = (char)(bits >> 2);
    }
    return true;
}

static weir_status from_base64(const weir_call *call, const weir_column *args, weir_rows rows,
                               weir_vector *out, weir_error *err) {
    (void)call;
    const weir_string *texts = strings_of(&args[0]);
    weir_string       *values = out->data;
    WR_EACH(i, rows, char *room = wr_string_room(out, (size_t)texts[i].size + 3); size_t used = 0;
            if (!from_base64_one(&texts[i], room, &used))
                return weir_fail(err, WEIR_DATA, "FROM_BASE64: '%.*s' is not base64", (int)WR_MIN(texts[i].size, 60U),
                                 DATA(texts[i]));
            values[i] = wr_text_repaired(out, room, used););
    return WEIR_OK;
}

/* ---- HEX, UNHEX, BIN ---- */

static weir_status infer_hex(weir_infer *call, weir_error *err) {
    bool number = call->arg_count == 1 && weir_type_is_integer(call->arg_types[0]);
    WEIR_TRY(wr_infer_params(call, number ? "l" : "s", false, "an integer or a text", err));
    call->result = type_string(infer_any_nullable(call));
    return WEIR_OK;
}

static weir_status hex(const weir_call *call, const weir_column *args, weir_rows rows,
                       weir_vector *out, weir_error *err) {
    static const char digits[] = "0123456789ABCDEF";
    (void)call;
    weir_string *values = out->data;
    if (args[0].type.id == WEIR_TYPE_BIGINT) {
        WR_EACH(i, rows, uint64_t value = ((const uint64_t *)args[0].data)[i]; char text[16]; size_t used = 16;
                do text[--used] = digits[value & 15];
                while ((value >>= 4) != 0);
                values[i] = string_copy(out, text + used, 16 - used););
        return WEIR_OK;
    }
    const weir_string *texts = strings_of(&args[0]);
    WR_EACH(i, rows, size_t size = texts[i].size; const char *data = DATA(texts[i]);
            char *room = wr_text_room(out, "HEX", (uint64_t)size * 2, err);
            if (room == NULL) return WEIR_DATA;
            for (size_t k = 0; k < size; k++) {
                room[k * 2] = digits[(unsigned char)data[k] >> 4];
                room[k * 2 + 1] = digits[(unsigned char)data[k] & 15];
            }
            values[i] = weir_string_view(room, size * 2););
    return WEIR_OK;
}

static int hex_digit(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static weir_status infer_unhex(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "s", false, "one text", err));
    call->result = type_bytes(true);
    return WEIR_OK;
}

/* Of an odd number of digits the first stands for a byte 0, whatever it is, as in Flink. */
static weir_status unhex(const weir_call *call, const weir_column *args, weir_rows rows,
                         weir_vector *out, weir_error *err) {
    (void)call, (void)err;
    const weir_string *texts = strings_of(&args[0]);
    weir_string       *values = out->data;
    WR_EACH(i, rows, size_t size = texts[i].size; const char *data = DATA(texts[i]);
            char  *room = wr_string_room(out, size / 2 + 1);
            size_t used = 0;
            bool   good = true;
            if (size % 2 != 0) {
                good = hex_digit(data[0]) >= 0;
                room[used++] = 0;
            }
            for (size_t at = size % 2; good && at < size; at += 2) {
                int high = hex_digit(data[at]);
                int low = hex_digit(data[at + 1]);
                good = high >= 0 && low >= 0;
                if (good) room[used++] = (char)(high << 4 | low);
            }
            if (good) values[i] = weir_string_view(room, used);
            else set_null(out, i););
    return WEIR_OK;
}

static weir_status infer_bin(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "l", false, "one integer", err));
    call->result = type_string(infer_any_nullable(call));
    return WEIR_OK;
}

static weir_status bin(const weir_call *call, const weir_column *args, weir_rows rows,
                       weir_vector *out, weir_error *err) {
    (void)call, (void)err;
    weir_string *values = out->data;
    WR_EACH(i, rows, uint64_t value = ((const uint64_t *)args[0].data)[i]; char text[64]; size_t used = 64;
            do text[--used] = (char)('0' + (value & 1));
            while ((value >>= 1) != 0);
            values[i] = string_copy(out, text + used, 64 - used););
    return WEIR_OK;
}

/* ---- URL_ENCODE, URL_DECODE ---- */

static weir_status infer_url(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "s", false, "one text", err));
    call->result = type_string(true);
    return WEIR_OK;
}

static weir_status url_encode(const weir_call *call, const weir_column *args, weir_rows rows,
                              weir_vector *out, weir_error *err) {
    static const char digits[] = "0123456789ABCDEF";
    (void)call;
    const weir_string *texts = strings_of(&args[0]);
    weir_string       *values = out->data;
    WR_EACH(i, rows, const char *data = DATA(texts[i]); size_t used = 0;
            char *room = wr_text_room(out, "URL_ENCODE", (uint64_t)texts[i].size * 3, err);
            if (room == NULL) return WEIR_DATA;
            for (size_t k = 0; k < texts[i].size; k++) {
                char c = data[k];
                if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                    c == '_' || c == '.' || c == '*') {
                    room[used++] = c;
                } else if (c == ' ') {
                    room[used++] = '+';
                } else {
                    room[used++] = '%';
                    room[used++] = digits[(unsigned char)c >> 4];
                    room[used++] = digits[(unsigned char)c & 15];
                }
            }
            values[i] = weir_string_view(room, used););
    return WEIR_OK;
}

/* NULL where a % is not followed by two hexadecimal digits. */
static weir_status url_decode(const weir_call *call, const weir_column *args, weir_rows rows,
                              weir_vector *out, weir_error *err) {
    (void)call, (void)err;
    const weir_string *texts = strings_of(&args[0]);
    weir_string       *values = out->data;
    WR_EACH(i, rows, const char *data = DATA(texts[i]); size_t size = texts[i].size; size_t used = 0;
            char *room = wr_string_room(out, size + 1); bool good = true;
            for (size_t at = 0; good && at < size; at++) {
                if (data[at] == '%') {
                    int high = size - at > 2 ? hex_digit(data[at + 1]) : -1;
                    int low = size - at > 2 ? hex_digit(data[at + 2]) : -1;
                    good = high >= 0 && low >= 0;
                    room[used++] = (char)(good ? high << 4 | low : '%');
                    at += 2;
                } else {
                    room[used++] = data[at] == '+' ? ' ' : data[at];
                }
            }
            if (good) values[i] = wr_text_repaired(out, room, used);
            else set_null(out, i););
    return WEIR_OK;
}

/* ---- PARSE_URL: the parts that java.net.URL finds ---- */

typedef struct span { const char *data; size_t size; } span; /* data NULL: there is none */

typedef struct url_parts { span protocol, authority, user, host, path, query, ref; } url_parts;

static span between(const char *from, const char *to) {
    span result = {from, (size_t)(to - from)};
    return result;
}

static const char *find_char(const char *from, const char *to, char c) {
    return from < to ? memchr(from, c, (size_t)(to - from)) : NULL;
}

static bool port_is_valid(const char *from, const char *to) {
    int64_t port;
    return from == to || (wr_parse_i64(from, (size_t)(to - from), &port) && port >= -1 && port <= INT32_MAX);
}

/* user@host:port. An authority with two @ has no host. */
static bool parse_authority(url_parts *url) {
    const char *from = url->authority.data, *to = from + url->authority.size;
    const char *at = find_char(from, to, '@');
    url->host = between(from, to);
    if (at && find_char(at + 1, to, '@')) {
        url->host = between(to, to);
        return true;
    }
    if (at) {
        url->user = between(from, at);
        url->host = between(at + 1, to);
        from = at + 1;
    }
    if (from < to && *from == '[') {
        const char *close = find_char(from, to, ']');
        if (close == NULL || close - from <= 2 || (close + 1 < to && close[1] != ':'))
            return false;
        url->host = between(from, close + 1);
        return close + 1 == to || port_is_valid(close + 2, to);
    }
    const char *port = find_char(from, to, ':');
    if (port == NULL)
        return true;
    url->host = between(from, port);
    return port_is_valid(port + 1, to);
}

static bool is_known_protocol(const span *name) {
    static const char *const names[] = {"http", "https", "ftp", "file", "jar", "mailto"};
    for (size_t i = 0; i < WR_COUNT_OF(names); i++)
        if (name->size == strlen(names[i]) && strncasecmp(name->data, names[i], name->size) == 0)
            return true;
    return false;
}

static bool parse_url(const weir_string *text, url_parts *url) {
    const char *from = weir_string_data(text), *to = from + text->size;
    memset(url, 0, sizeof(*url));
    while (from < to && (unsigned char)from[0] <= ' ')
        from++;
    while (to > from && (unsigned char)to[-1] <= ' ')
        to--;
    if (to - from > 4 && strncasecmp(from, "url:", 4) == 0)
        from += 4;
    const char *colon = find_char(from, to, ':'), *slash = find_char(from, to, '/');
    if (colon == NULL || (slash && slash < colon))
        return false;
    url->protocol = between(from, colon);
    if (!is_known_protocol(&url->protocol))
        return false;
    from = colon + 1;
    const char *mark = find_char(from, to, '#');
    if (mark) {
        url->ref = between(mark + 1, to);
        to = mark;
    }
    if (url->protocol.size == 3 && strncasecmp(url->protocol.data, "jar", 3) == 0) {
        url->path = between(from, to);
        return true;
    }
    const char *question = find_char(from, to, '?');
    if (question) {
        url->query = between(question + 1, to);
        to = question;
    }
    url->host = between(from, from);
    if (to - from >= 2 && memcmp(from, "//", 2) == 0 && !(to - from >= 4 && memcmp(from, "////", 4) == 0)) {
        from += 2;
        const char *end = find_char(from, to, '/');
        url->authority = between(from, end ? end : to);
        if (!parse_authority(url))
            return false;
        from = end ? end : to;
    }
    url->path = between(from, to);
    return true;
}

static weir_string url_path(const url_parts *url, bool with_query, weir_vector *out) {
    char  *room = wr_string_room(out, url->path.size + url->query.size + 3);
    size_t used = 0;
    if (url->path.size && url->path.data[0] != '/' && url->authority.data && url->authority.size)
        room[used++] = '/';
    memcpy(room + used, url->path.data, url->path.size);
    used += url->path.size;
    if (with_query && url->query.data) {
        room[used++] = '?';
        memcpy(room + used, url->query.data, url->query.size);
        used += url->query.size;
    }
    return weir_string_view(room, used);
}

/* The value of the first key=value whose key it is. */
static span query_value(const span *query, const weir_string *key) {
    span        none = {NULL, 0};
    const char *from = query->data, *to = from ? from + query->size : NULL;
    while (from) {
        const char *end = find_char(from, to, '&');
        const char *stop = end ? end : to;
        if ((size_t)(stop - from) > key->size && memcmp(from, weir_string_data(key), key->size) == 0 && from[key->size] == '=')
            return between(from + key->size + 1, stop);
        from = end ? end + 1 : NULL;
    }
    return none;
}

static weir_status infer_parse_url(weir_infer *call, weir_error *err) {
    WEIR_TRY(wr_infer_params(call, "ss?s", false, "a URL, the name of a part and maybe a key of the query", err));
    call->result = type_string(true);
    return WEIR_OK;
}

static bool url_part(const url_parts *url, const weir_string *part, const weir_string *key, weir_vector *out,
                     weir_string *value) {
    span found = {NULL, 0};
    if (key)
        found = same_text(part, "QUERY") ? query_value(&url->query, key) : found;
    else if (same_text(part, "HOST"))
        found = url->host.data ? url->host : between("", "");
    else if (same_text(part, "QUERY"))
        found = url->query;
    else if (same_text(part, "REF"))
        found = url->ref;
    else if (same_text(part, "AUTHORITY"))
        found = url->authority;
    else if (same_text(part, "USERINFO"))
        found = url->user;
    else if (same_text(part, "PATH") || same_text(part, "FILE")) {
        *value = url_path(url, same_text(part, "FILE"), out);
        return true;
    } else if (same_text(part, "PROTOCOL")) {
        char *room = wr_string_room(out, url->protocol.size);
        for (size_t i = 0; i < url->protocol.size; i++) {
            char c = url->protocol.data[i];
            room[i] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
        }
        *value = weir_string_view(room, url->protocol.size);
        return true;
    }
    if (found.data)
        *value = weir_string_view(found.data, found.size);
    return found.data != NULL;
}

static weir_status parse_url_rows(const weir_call *call, const weir_column *args, weir_rows rows,
                                  weir_vector *out, weir_error *err) {
    (void)err;
    const weir_string *texts = strings_of(&args[0]), *parts = strings_of(&args[1]);
    const weir_string *keys = call->arg_count == 3 ? strings_of(&args[2]) : NULL;
    weir_string       *values = out->data;
    WR_EACH(i, rows, url_parts url; bool upper = true; const char *name = DATA(parts[i]);
            for (size_t k = 0; k < parts[i].size; k++) upper &= name[k] >= 'A' && name[k] <= 'Z';
            if (!upper || !parse_url(&texts[i], &url) || !url_part(&url, &parts[i], keys ? &keys[i] : NULL, out, &values[i]))
                set_null(out, i););
    return WEIR_OK;
}

#define ENCODING_FUNCTION(symbol, text, infer_function, function)                                  \
    const weir_function weir_function_##symbol = {.abi = sizeof(weir_function), .name = text,      \
                                                  .null_in_null_out = true, .infer = infer_function, \
                                                  .scalar = function}
ENCODING_FUNCTION(bin, "BIN", infer_bin, bin);
ENCODING_FUNCTION(decode, "DECODE", infer_decode, decode);
ENCODING_FUNCTION(encode, "ENCODE", infer_encode, encode);
ENCODING_FUNCTION(from_base64, "FROM_BASE64", infer_base64, from_base64);
ENCODING_FUNCTION(hex, "HEX", infer_hex, hex);
ENCODING_FUNCTION(parse_url, "PARSE_URL", infer_parse_url, parse_url_rows);
ENCODING_FUNCTION(to_base64, "TO_BASE64", infer_base64, to_base64);
ENCODING_FUNCTION(unhex, "UNHEX", infer_unhex, unhex);
ENCODING_FUNCTION(url_decode, "URL_DECODE", infer_url, url_decode);
ENCODING_FUNCTION(url_encode, "URL_ENCODE", infer_url, url_encode);
