/* base/charset.c - character sets: Unicode's and ISO-8859-1 here, all others by iconv of the C library.
 *
 * Only sets are listed that the C library and Java read alike, but for the few characters of `special_cases`. In all of
 * them the bytes below 0x80 are ASCII. */
#include "base/charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/number.h"

typedef enum charset_kind { UTF8, LATIN1, ASCII, UTF16, UTF16BE, UTF16LE, UTF32, UTF32BE, UTF32LE, FOREIGN } charset_kind;

struct wr_charset {
    const char  *iconv_name;
    charset_kind kind;
    uint32_t     bytes_max; /* of a character of a foreign set */
    const char  *names;     /* with blanks between them */
};

static const wr_charset sets[] = {
    {"", UTF8, 0, "UTF-8 UTF8 unicode-1-1-utf-8"},
    {"", LATIN1, 0, "ISO-8859-1 819 8859_1 cp819 csISOLatin1 IBM-819 IBM819 iso-ir-100 ISO8859-1 ISO8859_1 ISO_8859-1 ISO_8859-1:1987 ISO_8859_1 l1 latin1"},
    {"", ASCII, 0, "US-ASCII 646 ANSI_X3.4-1968 ANSI_X3.4-1986 ASCII ascii7 cp367 csASCII IBM367 iso-ir-6 ISO646-US iso_646.irv:1991 us default"},
    {"", UTF16, 0, "UTF-16 UTF_16 UTF16 unicode UnicodeBig"},
    {"", UTF16BE, 0, "UTF-16BE UTF_16BE X-UTF-16BE ISO-10646-UCS-2 UnicodeBigUnmarked"},
    {"", UTF16LE, 0, "UTF-16LE UTF_16LE X-UTF-16LE UnicodeLittleUnmarked"},
    {"", UTF32, 0, "UTF-32 UTF_32 UTF32 ISO-10646-UCS-4"},
    {"", UTF32BE, 0, "UTF-32BE UTF_32BE X-UTF-32BE"},
    {"", UTF32LE, 0, "UTF-32LE UTF_32LE X-UTF-32LE"},
    {"GB2312", FOREIGN, 2, "GB2312 euc-cn EUC_CN euccn gb2312-1980 gb2312-80 x-EUC-CN"},
    {"GBK", FOREIGN, 2, "GBK CP936 windows-936"},
    {"GB18030", FOREIGN, 4, "GB18030 gb18030-2022"},
    {"BIG5", FOREIGN, 2, "Big5 csBig5"},
    {"SJIS", FOREIGN, 2, "Shift_JIS csShiftJIS ms_kanji shift-jis sjis x-sjis"},
    {"CP932", FOREIGN, 2, "windows-31j csWindows31J MS932 windows-932"},
    {"EUC-JP", FOREIGN, 3, "EUC-JP csEUCPkdFmtjapanese euc_jp eucjis eucjp Extended_UNIX_Code_Packed_Format_for_Japanese x-euc-jp "
     "x-eucjp"},
    {"EUC-KR", FOREIGN, 2, "EUC-KR csEUCKR euc_kr euckr ks_c_5601-1987 ksc5601 ksc5601-1987 ksc5601_1987 ksc_5601"},
    {"UHC", FOREIGN, 2, "x-windows-949 ms949 ms_949 windows-949 windows949"},
    {"EUC-TW", FOREIGN, 4, "x-EUC-TW cns11643 EUC-TW euc_tw euctw"},
    {"ISO-8859-2", FOREIGN, 1, "ISO-8859-2 8859_2 912 cp912 csISOLatin2 ibm-912 ibm912 iso-ir-101 ISO8859-2 iso8859_2 ISO_8859-2 "
     "ISO_8859-2:1987 l2 latin2"},
    {"ISO-8859-3", FOREIGN, 1, "ISO-8859-3 8859_3 913 cp913 csISOLatin3 ibm-913 ibm913 iso-ir-109 ISO8859-3 iso8859_3 ISO_8859-3 "
     "ISO_8859-3:1988 l3 latin3"},
    {"ISO-8859-4", FOREIGN, 1, "ISO-8859-4 8859_4 914 cp914 csISOLatin4 ibm-914 ibm914 iso-ir-110 iso8859-4 iso8859_4 ISO_8859-4 "
     "ISO_8859-4:1988 l4 latin4"},
    {"ISO-8859-5", FOREIGN, 1, "ISO-8859-5 8859_5 915 cp915 csISOLatinCyrillic cyrillic ibm-915 ibm915 iso-ir-144 ISO8859-5 "
     "iso8859_5 ISO_8859-5 ISO_8859-5:1988"},
    {"ISO-8859-6", FOREIGN, 1, "ISO-8859-6 1089 8859_6 arabic ASMO-708 cp1089 csISOLatinArabic ECMA-114 ibm-1089 ibm1089 iso-ir-127 "
     "ISO8859-6 iso8859_6 ISO_8859-6 ISO_8859-6:1987"},
    {"ISO-8859-7", FOREIGN, 1, "ISO-8859-7 813 8859_7 cp813 csISOLatinGreek ECMA-118 ELOT_928 greek greek8 ibm-813 ibm813 "
     "iso-ir-126 iso8859-7 iso8859_7 ISO_8859-7 ISO_8859-7:1987 sun_eu_greek"},
    {"ISO-8859-8", FOREIGN, 1, "ISO-8859-8 8859_8 916 cp916 csISOLatinHebrew hebrew ibm-916 ibm916 iso-ir-138 ISO8859-8 iso8859_8 "
     "ISO_8859-8 ISO_8859-8:1988"},
    {"ISO-8859-9", FOREIGN, 1, "ISO-8859-9 8859_9 920 cp920 csISOLatin5 ibm-920 ibm920 iso-ir-148 ISO8859-9 iso8859_9 ISO_8859-9 "
     "ISO_8859-9:1989 l5 latin5"},
    {"ISO-8859-13", FOREIGN, 1, "ISO-8859-13 8859_13 ISO8859-13 iso8859_13 iso_8859-13"},
    {"ISO-8859-15", FOREIGN, 1, "ISO-8859-15 8859_15 923 cp923 csISO885915 csISOlatin0 csISOlatin9 IBM-923 IBM923 ISO8859-15 "
     "ISO8859_15 ISO8859_15_FDIS ISO_8859-15 L9 Latin-9 LATIN0 LATIN9"},
    {"ISO-8859-16", FOREIGN, 1, "ISO-8859-16 csISO885916 iso-ir-226 ISO8859_16 ISO_8859-16 ISO_8859-16:2001 l10 latin10"},
    {"WINDOWS-1250", FOREIGN, 1, "windows-1250 cp1250 cp5346"},
    {"WINDOWS-1251", FOREIGN, 1, "windows-1251 ansi-1251 cp1251 cp5347"},
    {"WINDOWS-1252", FOREIGN, 1, "windows-1252 cp1252 cp5348 ibm-1252 ibm1252"},
    {"WINDOWS-1253", FOREIGN, 1, "windows-1253 cp1253 cp5349"},
    {"WINDOWS-1254", FOREIGN, 1, "windows-1254 cp1254 cp5350"},
    {"WINDOWS-1255", FOREIGN, 1, "windows-1255 cp1255"},
    {"WINDOWS-1256", FOREIGN, 1, "windows-1256 cp1256"},
    {"WINDOWS-1257", FOREIGN, 1, "windows-1257 cp1257 cp5353"},
    {"WINDOWS-1258", FOREIGN, 1, "windows-1258 cp1258"},
    {"KOI8-R", FOREIGN, 1, "KOI8-R cskoi8r koi8 koi8_r"},
    {"KOI8-U", FOREIGN, 1, "KOI8-U koi8_u"},
    {"IBM437", FOREIGN, 1, "IBM437 437 cp437 cspc8codepage437 ibm-437 windows-437"},
    {"IBM775", FOREIGN, 1, "IBM775 775 cp775 ibm-775"},
    {"IBM850", FOREIGN, 1, "IBM850 850 cp850 cspc850multilingual ibm-850"},
    {"IBM852", FOREIGN, 1, "IBM852 852 cp852 csPCp852 ibm-852"},
    {"IBM855", FOREIGN, 1, "IBM855 855 cp855 cspcp855 ibm-855"},
    {"IBM857", FOREIGN, 1, "IBM857 857 cp857 csIBM857 ibm-857"},
    {"IBM858", FOREIGN, 1, "IBM00858 858 ccsid00858 cp00858 cp858 ibm-858 ibm858 PC-Multilingual-850+euro"},
    {"IBM860", FOREIGN, 1, "IBM860 860 cp860 csIBM860 ibm-860"},
    {"IBM861", FOREIGN, 1, "IBM861 861 cp-is cp861 csIBM861 ibm-861"},
    {"IBM862", FOREIGN, 1, "IBM862 862 cp862 csIBM862 cspc862latinhebrew ibm-862"},
    {"IBM863", FOREIGN, 1, "IBM863 863 cp863 csIBM863 ibm-863"},
    {"IBM865", FOREIGN, 1, "IBM865 865 cp865 csIBM865 ibm-865"},
    {"IBM866", FOREIGN, 1, "IBM866 866 cp866 csIBM866 ibm-866"},
    {"IBM869", FOREIGN, 1, "IBM869 869 cp-gr cp869 csIBM869 ibm-869"},
    {"CP737", FOREIGN, 1, "x-IBM737 737 cp737 ibm-737 ibm737"},
    {"IBM921", FOREIGN, 1, "x-IBM921 921 cp921 ibm-921 ibm921"},
    {"IBM1124", FOREIGN, 1, "x-IBM1124 1124 cp1124 ibm-1124 ibm1124"},
    {"TIS-620", FOREIGN, 1, "TIS-620 tis620 tis620.2533"},
    {"ISO-8859-11", FOREIGN, 1, "x-iso-8859-11 iso-8859-11 iso8859_11"},
    {"WINDOWS-874", FOREIGN, 1, "x-windows-874 ms-874 ms874 windows-874"},
    {"MAC-CENTRALEUROPE", FOREIGN, 1, "x-MacCentralEurope MacCentralEurope"},
};

/* Where Java and the C library do not agree. */
static const struct {
    const char *iconv_name;
    uint32_t    bytes, code_point;
} special_cases[] = {
    {"GBK", 0xa2e3, 0x20ac}, {"GBK", 0xa892, 0x2641}, {"SJIS", 0x815c, 0x2014}, {"EUC-JP", 0xa1bd, 0x2014},
    {"BIG5", 0xa244, 0x00a5}, {"BIG5", 0xa246, 0x00a2}, {"BIG5", 0xa247, 0x00a3},
};

const wr_charset *wr_charset_find(const char *name, size_t size) {
    for (size_t i = 0; i < WR_COUNT_OF(sets); i++) {
        for (const char *at = sets[i].names; *at != '\0';) {
            const size_t length = strcspn(at, " ");
            if (length == size && strncasecmp(at, name, size) == 0)
                return &sets[i];
            at += length + (at[length] == ' ');
        }
    }
    return NULL;
}

struct wr_charset_coder {
    const wr_charset *set;
    iconv_t           to_set, from_set; /* of and to UTF-32LE */
};

wr_charset_coder *wr_charset_open(const wr_charset *set) {
    wr_charset_coder *coder = wr_calloc(1, sizeof(*coder));
    coder->set = set;
    if (set->kind != FOREIGN)
        return coder;
    coder->to_set = iconv_open(set->iconv_name, "UTF-32LE");
    coder->from_set = iconv_open("UTF-32LE", set->iconv_name);
    if (coder->to_set != (iconv_t)-1 && coder->from_set != (iconv_t)-1)
        return coder;
    wr_charset_close(coder);
    return NULL;
}

void wr_charset_close(wr_charset_coder *coder) {
    if (coder != NULL && coder->set->kind == FOREIGN) {
        if (coder->to_set != (iconv_t)-1)
            iconv_close(coder->to_set);
        if (coder->from_set != (iconv_t)-1)
            iconv_close(coder->from_set);
    }
    wr_free(coder);
}

bool wr_charset_is_wide(const wr_charset_coder *coder) {
    return coder->set->kind >= UTF16 && coder->set->kind <= UTF32LE;
}

static size_t copy(const char *from, size_t size, char *to) {
    if (size > 0)
        memcpy(to, from, size);
    return size;
}

/* ---- encoding ---- */

static size_t put16(char *to, uint32_t unit, bool little) {
    to[little ? 0 : 1] = (char)unit;
    to[little ? 1 : 0] = (char)(unit >> 8);
    return 2;
}

static size_t put32(char *to, uint32_t value, bool little) {
    for (uint32_t k = 0; k < 4; k++)
        to[k] = (char)(value >> 8 * (little ? k : 3 - k));
    return 4;
}

/* The bytes of a character, first byte first; 0: there is no special rule. */
static uint32_t special_bytes(const wr_charset *set, uint32_t code_point) {
    for (size_t i = 0; i < WR_COUNT_OF(special_cases); i++)
        if (special_cases[i].code_point == code_point && strcmp(special_cases[i].iconv_name, set->iconv_name) == 0)
            return special_cases[i].bytes;
    return 0;
}

static size_t encode_foreign(const wr_charset_coder *coder, uint32_t code_point, char *out) {
    const uint32_t special = special_bytes(coder->set, code_point);
    if (special != 0)
        return put16(out, special, false);
    char   from[4], to[8], *in = from, *end = to;
    size_t left = put32(from, code_point, true), room = sizeof(to);
    const bool   plain = iconv(coder->to_set, &in, &left, &end, &room) == 0 && iconv(coder->to_set, NULL, NULL, &end, &room) == 0;
    const size_t size = (size_t)(end - to);
    const bool   control = code_point < 0xa0 && (coder->set->bytes_max == 2 || coder->set->bytes_max == 3); /* none above ASCII in Asia */
    if (!plain || size == 0 || size > coder->set->bytes_max || control) {
        iconv(coder->to_set, NULL, NULL, NULL, NULL);
        out[0] = '?';
        return 1;
    }
    memcpy(out, to, size);
    return size;
}

static size_t encode_one(const wr_charset_coder *coder, uint32_t c, char *out) {
    const charset_kind kind = coder->set->kind;
    switch (kind) {
    case UTF8: return wr_utf8_encode(c, out);
    case LATIN1: case ASCII:
        out[0] = c < (kind == ASCII ? 0x80U : 0x100U) ? (char)c : '?';
        return 1;
    case UTF32: case UTF32BE: case UTF32LE: return put32(out, c, kind == UTF32LE);
    case UTF16: case UTF16BE: case UTF16LE:
        if (c < 0x10000)
            return put16(out, c, kind == UTF16LE);
        put16(out, 0xd800 + ((c - 0x10000) >> 10), kind == UTF16LE);
        return 2 + put16(out + 2, 0xdc00 + ((c - 0x10000) & 0x3ff), kind == UTF16LE);
    case FOREIGN: break;
    }
    if (c >= 0x80)
        return encode_foreign(coder, c, out);
    out[0] = (char)c;
    return 1;
}

size_t wr_charset_encode(const wr_charset_coder *coder, const char *text, size_t size, char *out) {
    if (coder->set->kind == UTF8 && wr_utf8_valid(text, size))
        return copy(text, size, out);
    size_t used = coder->set->kind == UTF16 && size > 0 ? put16(out, 0xfeff, false) : 0;
    for (size_t at = 0; at < size;)
        used += encode_one(coder, wr_utf8_next(text, size, &at), out + used);
    return used;
}

/* ---- decoding ---- */

static uint32_t get_unit(const char *data, size_t size, bool little) {
    uint32_t value = 0;
    for (size_t k = 0; k < size; k++)
        value = value << 8 | (unsigned char)data[little ? size - 1 - k : k];
    return value;
}

static size_t decode_wide(charset_kind kind, const char *data, size_t size, char *out) {
    const bool   wide = kind == UTF32 || kind == UTF32BE || kind == UTF32LE;
    const size_t unit = wide ? 4 : 2;
    bool         little = kind == UTF16LE || kind == UTF32LE;
    size_t       at = 0, used = 0;
    if ((kind == UTF16 || kind == UTF32) && size >= unit) { /* a mark says which end comes first */
        little = get_unit(data, unit, true) == 0xfeff;
        at = little || get_unit(data, unit, false) == 0xfeff ? unit : 0;
    }
    while (at + unit <= size) {
        uint32_t c = get_unit(data + at, unit, little);
        at += unit;
        if (!wide && c >= 0xd800 && c < 0xdc00) { /* half of a character, and what is behind it */
            const uint32_t low = at + 2 <= size ? get_unit(data + at, 2, little) : 0;
            c = low >= 0xdc00 && low < 0xe000 ? 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00) : 0xfffd;
            at = WR_MIN(at + 2, size);
        }
        used += wr_utf8_encode(c, out + used); /* the other half alone becomes U+FFFD */
    }
    return at < size ? used + wr_utf8_encode(0xfffd, out + used) : used;
}

typedef enum piece { PIECE_WHOLE, PIECE_BEGUN, PIECE_WRONG } piece;

/* Are these bytes one character, the beginning of one, or neither? */
static piece piece_of(const wr_charset_coder *coder, const char *data, size_t size, uint32_t *code_point) {
    char       from[4], to[16], *in = from, *end = to;
    size_t     rest = size, room = sizeof(to);
    memcpy(from, data, size);
    const bool good = iconv(coder->from_set, &in, &rest, &end, &room) != (size_t)-1 && iconv(coder->from_set, NULL, NULL, &end, &room) == 0;
    const bool begun = !good && errno == EINVAL;
    iconv(coder->from_set, NULL, NULL, NULL, NULL); /* forgets what is not whole */
    if (begun)
        return PIECE_BEGUN;
    *code_point = end == to + 4 ? get_unit(to, 4, true) : 0xfffd;
    const bool kana = *code_point >= 0xff61 && *code_point <= 0xff9f; /* in sets of Asia one byte above ASCII is no other */
    return good && end == to + 4 && (size > 1 || coder->set->bytes_max == 1 || kana) ? PIECE_WHOLE : PIECE_WRONG;
}

/* The character at data[*at], which is not ASCII; *at moves behind it. What is cut off at the end is one U+FFFD, and so
 * are two bytes of which the second could not begin a character. */
static uint32_t decode_foreign(const wr_charset_coder *coder, const char *data, size_t size, size_t *at) {
    const wr_charset *set = coder->set;
    const char       *bytes = data + *at;
    const size_t      left = size - *at;
    uint32_t          c;
    for (size_t i = 0; i < WR_COUNT_OF(special_cases) && left >= 2; i++) {
        if (special_cases[i].bytes == get_unit(bytes, 2, false) && strcmp(special_cases[i].iconv_name, set->iconv_name) == 0) {
            *at += 2;
            return special_cases[i].code_point;
        }
    }
    piece  found = PIECE_BEGUN;
    size_t count = 0;
    while (found == PIECE_BEGUN && count < WR_MIN(left, (size_t)set->bytes_max))
        found = piece_of(coder, bytes, ++count, &c);
    if (found == PIECE_WHOLE || (found == PIECE_BEGUN && count == left)) {
        *at += count;
        return found == PIECE_WHOLE ? c : 0xfffd;
    }
    const bool pairs = set->bytes_max == 3 && left >= 2; /* EUC-JP never looks back */
    const bool alone = count < 2 || (unsigned char)bytes[1] < 0x80 || piece_of(coder, bytes + 1, 1, &c) != PIECE_WRONG;
    *at += alone && !pairs ? 1 : 2;
    return 0xfffd;
}

size_t wr_charset_decode(const wr_charset_coder *coder, const char *bytes, size_t size, char *out) {
    const charset_kind kind = coder->set->kind;
    size_t             used = 0;
    if (wr_charset_is_wide(coder))
        return decode_wide(kind, bytes, size, out);
    if (kind == UTF8 && wr_utf8_valid(bytes, size))
        return copy(bytes, size, out);
    for (size_t at = 0; at < size;) {
        const unsigned char byte = (unsigned char)bytes[at];
        uint32_t            c = byte;
        if (kind == UTF8)
            c = wr_utf8_next(bytes, size, &at);
        else if (kind == FOREIGN && byte >= 0x80)
            c = decode_foreign(coder, bytes, size, &at);
        else
            at++;
        used += wr_utf8_encode(kind == ASCII && byte >= 0x80 ? 0xfffd : c, out + used);
    }
    return used;
}
