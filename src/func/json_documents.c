/* func/json_documents.c - parsed JSON texts of a batch, see json_documents.h.
 *
 * An argument that only one call reads keeps one document at a time. One that several read keeps all of the batch, up to KEPT_MAX bytes, and
 * parses the rest each time. What is kept is valid for one batch and one column: a program may compute an argument twice, for rows
 * that it did not need at first, into another column. */
#include "func/json_documents.h"

#include "base/alloc.h"
#include "batch/vector.h"

#define KEPT_MAX ((size_t)64 << 20)

typedef struct kept_document {
    const wr_json *root;   /* NULL: not JSON */
    const char    *reason;
    uint64_t       epoch;  /* in which it was parsed */
} kept_document;

struct wr_json_documents {
    struct wr_json_documents *next;
    const void    *id;     /* of the argument; NULL: of this call alone */
    uint32_t       users;
    wr_arena      *arena;  /* kept ones                    */
    wr_arena      *single; /* one that is not              */
    kept_document *kept;   /* WEIR_BATCH_ROWS, when shared */
    uint64_t       epoch, batch_number;
    const void    *column;
};

wr_json_documents *wr_json_documents_open(weir_call *call, uint32_t arg) {
    const void *const   id = call->arg_ids != NULL && call->shared != NULL ? call->arg_ids[arg] : NULL;
    wr_json_documents **place = (wr_json_documents **)call->shared;
    for (wr_json_documents *at = id != NULL ? *place : NULL; at != NULL; at = at->next) {
        if (at->id == id) {
            at->users++;
            return at;
        }
    }
    wr_json_documents *made = wr_calloc(1, sizeof *made);
    made->id = id;
    made->users = 1;
    made->single = wr_arena_create(0);
    if (id != NULL) {
        made->next = *place;
        *place = made;
    }
    return made;
}

void wr_json_documents_close(wr_json_documents *documents, weir_call *call) {
    if (documents == NULL || --documents->users > 0)
        return;
    for (wr_json_documents **at = documents->id != NULL ? (wr_json_documents **)call->shared : NULL; at != NULL && *at != NULL; at = &(*at)->next) {
        if (*at == documents) {
            *at = documents->next;
            break;
        }
    }
    wr_arena_destroy(documents->arena);
    wr_arena_destroy(documents->single);
    wr_free(documents->kept);
    wr_free(documents);
}

static const wr_json *parse(wr_arena *arena, const weir_column *column, uint32_t row, char reason[WR_JSON_REASON_MAX]) {
    const weir_string *text = (const weir_string *)column->data + row;
    return wr_json_parse(weir_string_data(text), text->size, arena, reason);
}

/* Forgets what is of another batch or column. */
static void begin_batch(wr_json_documents *documents, const weir_call *call, const weir_column *column) {
    if (documents->kept == NULL) {
        documents->kept = wr_calloc(WEIR_BATCH_ROWS, sizeof *documents->kept);
        documents->arena = wr_arena_create((size_t)256 << 10);
    } else if (documents->batch_number == call->batch_number && documents->column == column->data) {
        return;
    }
    wr_arena_reset(documents->arena);
    documents->epoch++;
    documents->batch_number = call->batch_number;
    documents->column = column->data;
}

const wr_json *wr_json_documents_get(wr_json_documents *documents, const weir_call *call, const weir_column *column, uint32_t row,
                                     char reason[WR_JSON_REASON_MAX]) {
    if (documents->users > 1)
        begin_batch(documents, call, column);
    kept_document *kept = documents->users > 1 ? &documents->kept[row] : NULL;
    if (kept == NULL || (kept->epoch != documents->epoch && wr_arena_used(documents->arena) > KEPT_MAX)) {
        wr_arena_reset(documents->single);
        return parse(documents->single, column, row, reason);
    }
    if (kept->epoch != documents->epoch) {
        kept->epoch = documents->epoch;
        kept->root = parse(documents->arena, column, row, reason);
        kept->reason = kept->root == NULL ? wr_arena_strdup(documents->arena, reason) : NULL;
    } else if (kept->root == NULL) {
        snprintf(reason, WR_JSON_REASON_MAX, "%s", kept->reason);
    }
    return kept->root;
}
