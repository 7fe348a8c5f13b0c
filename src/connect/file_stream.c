/* connect/file_stream.c - the bytes of a file, uncompressed on the way when its name ends in .gz or .zst.
 *
 * A compressed stream goes forward only; several members or frames behind each other are one stream, as
 * gzip and zstd have it. A stream that breaks off is WEIR_CORRUPT: a half-copied file must not look whole. */
#include <string.h>
#include <zlib.h>
#include <zstd.h>

#include "base/alloc.h"
#include "base/hash.h"
#include "connect/file.h"

#define INPUT_SIZE (128u * 1024u)

typedef enum compression { PLAIN, GZIP, ZSTANDARD } compression;

struct wr_file_stream {
    const wr_env *env;
    const char   *path;
    int           fd;
    compression   kind;
    uint64_t      raw_offset; /* of the next byte to be read from the file                 */
    uint64_t      offset;     /* uncompressed                                              */
    char         *input;      /* compressed bytes that wait                                */
    size_t        input_at, input_size;
    bool          input_end;  /* the file has ended                                        */
    bool          between;    /* a member has ended, or nothing was read yet               */
    z_stream      zlib;
    ZSTD_DStream *zstd;
};

static bool ends_with(const char *text, const char *end) {
    size_t text_size = strlen(text), end_size = strlen(end);
    return text_size >= end_size && strcmp(text + text_size - end_size, end) == 0;
}

weir_status wr_file_stream_open(const wr_env *env, const char *path, wr_file_stream **out, weir_error *err) {
    int fd;
    WEIR_TRY(wr_file_open(env, path, WR_OPEN_READ, 0, &fd, err));
    wr_file_stream *stream = wr_calloc(1, sizeof(*stream));
    stream->env     = env;
    stream->path    = path;
    stream->fd      = fd;
    stream->between = true;
    stream->kind    = ends_with(path, ".gz") ? GZIP : ends_with(path, ".zst") ? ZSTANDARD : PLAIN;
    *out            = stream;
    if (stream->kind == PLAIN)
        return WEIR_OK;
    stream->input = wr_alloc(INPUT_SIZE);
    if (stream->kind == GZIP && inflateInit2(&stream->zlib, 15 + 16) == Z_OK)
        return WEIR_OK;
    if (stream->kind == ZSTANDARD && (stream->zstd = ZSTD_createDStream()) != NULL)
        return WEIR_OK;
    stream->kind = PLAIN; /* nothing to release */
    wr_file_stream_close(out);
    return weir_fail(err, WEIR_NOMEM, "cannot open %s: no memory to uncompress it", path);
}

void wr_file_stream_close(wr_file_stream **stream) {
    if (!*stream)
        return;
    weir_error ignored;
    (void)wr_file_close((*stream)->env, &(*stream)->fd, (*stream)->path, &ignored); /* only read */
    if ((*stream)->kind == GZIP)
        inflateEnd(&(*stream)->zlib);
    ZSTD_freeDStream((*stream)->zstd);
    wr_free((*stream)->input);
    wr_free(*stream);
    *stream = NULL;
}

bool wr_file_stream_compressed(const wr_file_stream *stream) { return stream->kind != PLAIN; }

uint64_t wr_file_stream_raw_offset(const wr_file_stream *stream) { return stream->raw_offset; }

static weir_status broken(const wr_file_stream *stream, const char *what, weir_error *err) {
    return weir_fail(err, WEIR_CORRUPT, "%s: the compressed data %s near byte %llu of the file; was it copied whole?",
                     stream->path, what, (unsigned long long)(stream->raw_offset - (stream->input_size - stream->input_at)));
}

static weir_status input_fill(wr_file_stream *stream, weir_error *err) {
    size_t got;
    if (stream->input_at < stream->input_size || stream->input_end)
        return WEIR_OK;
    WEIR_TRY(wr_file_pread_all(stream->env, stream->fd, stream->input, INPUT_SIZE, stream->raw_offset, &got, stream->path, err));
    stream->raw_offset += got;
    stream->input_at   = 0;
    stream->input_size = got;
    stream->input_end  = got < INPUT_SIZE;
    return WEIR_OK;
}

static weir_status inflate_some(wr_file_stream *stream, char *data, size_t size, size_t *got, weir_error *err) {
    z_stream *zlib = &stream->zlib;
    if (stream->between)
        inflateReset(zlib);
    zlib->next_in   = (Bytef *)stream->input + stream->input_at;
    zlib->avail_in  = (uInt)(stream->input_size - stream->input_at);
    zlib->next_out  = (Bytef *)data;
    zlib->avail_out = (uInt)WR_MIN(size, (size_t)1 << 30);
    uInt asked      = zlib->avail_out;
    int result      = inflate(zlib, Z_NO_FLUSH);
    stream->input_at = stream->input_size - zlib->avail_in;
    *got            = asked - zlib->avail_out;
    if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
        return broken(stream, "is damaged", err);
    stream->between = result == Z_STREAM_END;
    return WEIR_OK;
}

static weir_status unzstd_some(wr_file_stream *stream, char *data, size_t size, size_t *got, weir_error *err) {
    ZSTD_inBuffer  in     = {stream->input, stream->input_size, stream->input_at};
    ZSTD_outBuffer out    = {data, size, 0};
    size_t         result = ZSTD_decompressStream(stream->zstd, &out, &in);
    stream->input_at      = in.pos;
    *got                  = out.pos;
    if (ZSTD_isError(result))
        return broken(stream, "is damaged", err);
    stream->between = result == 0;
    return WEIR_OK;
}

weir_status wr_file_stream_read(wr_file_stream *stream, char *data, size_t size, size_t *got, bool *end, weir_error *err) {
    *got = 0;
    *end = false;
    if (stream->kind == PLAIN) {
        WEIR_TRY(wr_file_pread_all(stream->env, stream->fd, data, size, stream->offset, got, stream->path, err));
        stream->offset += *got;
        stream->raw_offset = stream->offset;
        *end = *got < size;
        return WEIR_OK;
    }
    while (*got < size) {
        WEIR_TRY(input_fill(stream, err));
        bool drained = stream->input_at == stream->input_size;
        if (drained && stream->between) {
            *end = true;
            break;
        }
        size_t part = 0;
        WEIR_TRY(stream->kind == GZIP ? inflate_some(stream, data + *got, size - *got, &part, err)
                                      : unzstd_some(stream, data + *got, size - *got, &part, err));
        if (drained && stream->input_end && part == 0 && !stream->between)
            return broken(stream, "breaks off", err);
        *got += part;
        stream->offset += part;
    }
    return WEIR_OK;
}

weir_status wr_file_stream_skip(wr_file_stream *stream, uint64_t offset, uint64_t *reached, weir_error *err) {
    *reached = offset;
    if (stream->kind == PLAIN) {
        wr_file_info info;
        int result = stream->env->io->fstat(stream->env->io->self, stream->fd, &info);
        if (result < 0)
            return weir_fail_errno(err, WEIR_IO, -result, "cannot look at %s", stream->path);
        *reached       = WR_MIN(offset, info.size);
        stream->offset = stream->raw_offset = *reached;
        return WEIR_OK;
    }
    WR_ASSERT(offset >= stream->offset);
    weir_status status = WEIR_OK;
    char       *waste  = wr_alloc(INPUT_SIZE);
    while (stream->offset < offset) {
        size_t got;
        bool   end;
        WEIR_TRY_GOTO(status, wr_file_stream_read(stream, waste, WR_MIN(INPUT_SIZE, offset - stream->offset), &got, &end, err), done);
        if (end)
            break;
    }
    *reached = stream->offset;
done:
    wr_free(waste);
    return status;
}

weir_status wr_file_stream_identity(wr_file_stream *stream, uint32_t hash_size_max, wr_file_info *info,
                                    uint32_t *hash_size, uint64_t *hash, weir_error *err) {
    int result = stream->env->io->fstat(stream->env->io->self, stream->fd, info);
    if (result < 0)
        return weir_fail_errno(err, WEIR_IO, -result, "cannot look at %s", stream->path);
    char  *bytes = wr_alloc(hash_size_max + 1);
    size_t got   = 0;
    weir_status status = wr_file_pread_all(stream->env, stream->fd, bytes, hash_size_max, 0, &got, stream->path, err);
    *hash_size = (uint32_t)got;
    *hash      = wr_hash_bytes(bytes, got);
    wr_free(bytes);
    return status;
}
