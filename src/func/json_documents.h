/* func/json_documents.h - the documents in one argument of JSON functions. Calls of one program that read the same argument share them: a
 * batch's texts are parsed once, by whichever call comes first. Of one thread, like the program. */
#ifndef WR_FUNC_JSON_DOCUMENTS_H
#define WR_FUNC_JSON_DOCUMENTS_H
#include "func/json_tree.h"
#include "weir/function.h"

typedef struct wr_json_documents wr_json_documents;

/* In prepare: the documents of the call's argument. Every opened one is closed. */
wr_json_documents *wr_json_documents_open(weir_call *call, uint32_t arg);
void               wr_json_documents_close(wr_json_documents *documents, weir_call *call); /* NULL is fine */
/* The document in the row of the argument's column, which is not NULL there; NULL: it is not JSON, reason says why. Valid until the next call of
 * this function by the same call; it borrows the text. */
const wr_json *wr_json_documents_get(wr_json_documents *documents, const weir_call *call, const weir_column *column, uint32_t row,
                                     char reason[WR_JSON_REASON_MAX]);
#endif
