/* Proves: a start never falls behind what a sink shows, and takes the newest intact checkpoint otherwise. */
#include "check.h"
#include "base/arena.h"
#include "checkpoint/recovery.h"

typedef struct row {
    const char *name;
    int         manifests[4];  /* newest first; negative: damaged; 0 ends (checkpoint 0 is written as 100) */
    int         evidence[3];   /* per sink, newest checkpoint shown; -1 ends, -2: another uuid            */
    bool        folder_is_new, finished;
    weir_status status;
    int         restore;       /* id, or -1: fresh start */
    int         remove[4];     /* 0 ends */
    const char *text;          /* in the message or the note */
} row;

static const row table[] = {
    {.name = "nothing at all", .evidence = {-1}, .folder_is_new = true, .restore = -1},
    {.name = "killed before checkpoint 0", .evidence = {0, -1}, .restore = -1},
    {.name = "checkpoint 0 only", .manifests = {100}, .evidence = {0, -1}, .restore = 100},
    {.name = "plain", .manifests = {7, 6}, .evidence = {7, -1}, .restore = 7},
    {.name = "commit of 7 is still to be done", .manifests = {7, 6}, .evidence = {6, -1}, .restore = 7},
    {.name = "two sinks, one committed", .manifests = {7, 6}, .evidence = {7, 6, -1}, .restore = 7},
    {.name = "empty epochs show nothing", .manifests = {7, 6}, .evidence = {0, 3, -1}, .restore = 7},
    {.name = "finished", .manifests = {7, 6}, .evidence = {7, -1}, .finished = true, .restore = 7},
    {.name = "newest damaged, not shown", .manifests = {-7, 6}, .evidence = {6, -1}, .restore = 6, .remove = {7},
     .text = "checkpoint 7 is damaged (bad 7), using 6"},
    {.name = "two damaged, not shown", .manifests = {-8, -7, 6}, .evidence = {6, 0, -1}, .restore = 6, .remove = {8, 7},
     .text = "checkpoint 8 is damaged"},
    {.name = "an older one is damaged", .manifests = {7, -6}, .evidence = {7, -1}, .restore = 7},
    {.name = "newest damaged and shown", .manifests = {-7, 6}, .evidence = {6, 7, -1}, .status = WEIR_CONFLICT,
     .text = "checkpoint 7 is damaged (bad 7), and sink sink-1 shows output of checkpoint 7"},
    {.name = "shown and gone", .manifests = {6}, .evidence = {7, -1}, .status = WEIR_CONFLICT,
     .text = "the newest checkpoint is 6"},
    {.name = "all damaged", .manifests = {-7, -6}, .evidence = {0, -1}, .status = WEIR_CONFLICT,
     .text = "none of the 2 checkpoints is intact"},
    {.name = "checkpoints gone", .evidence = {0, 7, -1}, .status = WEIR_CONFLICT, .text = "checkpoints are gone"},
    {.name = "another uuid, new folder", .evidence = {-2, -1}, .folder_is_new = true, .status = WEIR_CONFLICT,
     .text = "--fresh"},
    {.name = "another uuid, old folder", .manifests = {7}, .evidence = {7, -2, -1}, .status = WEIR_CONFLICT,
     .text = "another run of this job"},
};

static uint32_t fill_found(const row *each, wr_found_manifest *found, wr_arena *arena) {
    uint32_t count = 0;
    for (; count < 4 && each->manifests[count] != 0; count++) {
        int id = each->manifests[count], positive = id < 0 ? -id : id;
        found[count] = (wr_found_manifest){.checkpoint_id = positive == 100 ? 0 : (uint64_t)positive,
                                           .valid = id > 0,
                                           .problem = id < 0 ? wr_arena_printf(arena, "bad %d", positive) : NULL};
        found[count].manifest.finished = each->finished;
    }
    return count;
}

static uint32_t fill_sinks(const row *each, wr_sink_evidence *sinks, wr_arena *arena) {
    uint32_t count = 0;
    for (; count < 3 && each->evidence[count] != -1; count++) {
        int shown = each->evidence[count];
        sinks[count] = (wr_sink_evidence){
            .sink_uid = wr_arena_printf(arena, "sink-%u", count),
            .evidence = {.any = shown != 0, .other_uuid = shown == -2, .detail = shown != 0 ? "out/part" : NULL,
                         .checkpoint_id_max = shown > 0 ? (uint64_t)shown : 0}};
    }
    return count;
}

TEST(table_of_cases) {
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        const row        *each = &table[i];
        wr_arena         *arena = wr_arena_create(0);
        wr_found_manifest found[4];
        wr_sink_evidence  sinks[3];
        wr_recovery       recovery;
        weir_error        err = {0};
        int               bad = check_state.bad_checks;
        uint32_t          found_count = fill_found(each, found, arena), sink_count = fill_sinks(each, sinks, arena);
        const wr_recovery_input input = {.found = found, .found_count = found_count, .sinks = sinks, .sink_count = sink_count,
                                         .folder_is_new = each->folder_is_new};
        weir_status       status = wr_recovery_decide(&input, arena, &recovery, &err);
        CHECK_INT_EQ(status, each->status);
        if (status == WEIR_OK) {
            CHECK((recovery.restore == NULL) == (each->restore == -1));
            if (recovery.restore != NULL)
                CHECK_UINT_EQ(recovery.restore->checkpoint_id, each->restore == 100 ? 0 : each->restore);
            CHECK(recovery.finished == each->finished);
            uint32_t removed = 0;
            for (; each->remove[removed] != 0; removed++)
                CHECK(removed < recovery.remove_count && recovery.remove[removed] == (uint64_t)each->remove[removed]);
            CHECK_UINT_EQ(recovery.remove_count, removed);
            if (each->text == NULL)
                CHECK(recovery.note == NULL);
            else
                CHECK_CONTAINS(recovery.note, each->text);
        } else {
            CHECK_UINT_EQ(recovery.remove_count, 0); /* nothing is touched */
            CHECK(recovery.restore == NULL);
            CHECK_CONTAINS(err.message, each->text);
        }
        if (check_state.bad_checks != bad)
            printf("case: %s (%s)\n", each->name, err.message);
        wr_arena_destroy(arena);
    }
}

/* ---- with a sink that decides ---- */

typedef struct decided_row {
    const char *name;
    int         manifests[4];  /* newest first, as above; the last one is checkpoint 0 (no parent) when written as 100 + id */
    int         decider;       /* its checkpoint; -1: shows nothing; -2: the manifests do not know it; -3: another digest at the newest */
    int         second;        /* another table of that cluster; -1: shows nothing */
    int         other;         /* a sink with evidence of its own that does not decide; -1: shows nothing; -3: another digest at the newest */
    int         files;         /* a sink that shows what it can; 0: nothing */
    bool        accept;
    weir_status status;
    int         restore;       /* -1: fresh start */
    int         remove[4];
    const char *text;
} decided_row;

static const decided_row decided_table[] = {
    {.name = "nothing at all", .decider = -1, .second = -1, .other = -1, .restore = -1},
    {.name = "died between the manifest of checkpoint 0 and its commit", .manifests = {101}, .decider = -1, .second = -1, .other = -1, .restore = 1},
    {.name = "checkpoint 0 is committed", .manifests = {101}, .decider = 1, .second = 1, .other = 1, .restore = 1},
    {.name = "plain", .manifests = {7, 6}, .decider = 7, .second = 7, .other = 7, .files = 7, .restore = 7},
    {.name = "the others are still to be done", .manifests = {7, 6}, .decider = 7, .second = 7, .other = 6, .files = 6, .restore = 7},
    {.name = "not decided: back to the one before", .manifests = {7, 6}, .decider = 6, .second = 6, .other = 6, .files = 6, .restore = 6, .remove = {7},
     .text = "checkpoint 7 was not committed"},
    {.name = "not decided and damaged", .manifests = {-7, 6}, .decider = 6, .second = 6, .other = 6, .restore = 6, .remove = {7}, .text = "checkpoint 7 was not committed"},
    {.name = "a table that is new on the cluster", .manifests = {7, 6}, .decider = 7, .second = -1, .other = 7, .restore = 7},
    {.name = "a sink without evidence yet", .manifests = {7, 6}, .decider = 7, .second = 7, .other = -1, .restore = 7},
    {.name = "decided and damaged", .manifests = {-7, 6}, .decider = 7, .second = 7, .other = 6, .status = WEIR_CONFLICT, .text = "checkpoint 7 is damaged (bad 7), and sink decider shows"},
    {.name = "decided and gone", .manifests = {6}, .decider = 7, .second = 7, .other = 6, .status = WEIR_CONFLICT, .text = "does not have it"},
    {.name = "checkpoints gone", .decider = 7, .second = 7, .other = 7, .status = WEIR_CONFLICT, .text = "has no checkpoint"},
    {.name = "evidence gone", .manifests = {7, 6}, .decider = -1, .second = -1, .other = 7, .status = WEIR_CONFLICT, .text = "--accept-missing-evidence"},
    {.name = "evidence gone, of one checkpoint", .manifests = {7}, .decider = -1, .second = -1, .other = -1, .status = WEIR_CONFLICT, .text = "evidence of what is committed is gone"},
    {.name = "evidence gone and accepted", .manifests = {7, 6}, .decider = -1, .second = -1, .other = 7, .accept = true, .restore = 7},
    {.name = "the decider is new to the job", .manifests = {7, 6}, .decider = -2, .second = -1, .other = 7, .files = 7, .restore = 7},
    {.name = "tables of one cluster disagree", .manifests = {7, 6}, .decider = 7, .second = 6, .other = 6, .status = WEIR_CONFLICT, .text = "changed from outside"},
    {.name = "another manifest of that number", .manifests = {7, 6}, .decider = -3, .second = -1, .other = 6, .status = WEIR_CONFLICT, .text = "older copy"},
    {.name = "another sink is ahead of the decision", .manifests = {7, 6}, .decider = 6, .second = 6, .other = 7, .status = WEIR_CONFLICT, .text = "sink other shows output of checkpoint 7"},
    {.name = "files are ahead of the decision", .manifests = {7, 6}, .decider = 6, .second = 6, .other = 6, .files = 7, .status = WEIR_CONFLICT, .text = "sink files shows output of checkpoint 7"},
    {.name = "another sink shows another manifest of that number", .manifests = {7, 6}, .decider = 7, .second = 7, .other = -3, .status = WEIR_CONFLICT,
     .text = "sink other shows another checkpoint 7"},
    {.name = "another sink is too far behind", .manifests = {7, 6, 5}, .decider = 7, .second = 7, .other = 5, .status = WEIR_CONFLICT, .text = "would be missing there"},
};

static wr_sink_evidence known(const char *uid, int shown, bool decides) {
    return (wr_sink_evidence){.sink_uid = uid, .evidence = {.any = shown > 0, .checkpoint_known = shown > 0, .decides = decides,
                                                            .checkpoint_id_max = shown > 0 ? (uint64_t)shown : 0, .detail = "group weir-job"}};
}

TEST(decided_cases) {
    static const wr_manifest_operator operators[2] = {{"decider", "sink t (kafka)"}, {"source", "source s (kafka)"}};
    for (size_t i = 0; i < sizeof decided_table / sizeof decided_table[0]; i++) {
        const decided_row *each = &decided_table[i];
        wr_arena          *arena = wr_arena_create(0);
        wr_found_manifest  found[4];
        wr_recovery        recovery;
        weir_error         err = {0};
        int                bad = check_state.bad_checks;
        uint32_t           found_count = 0;
        for (; found_count < 4 && each->manifests[found_count] != 0; found_count++) {
            int  id = each->manifests[found_count], positive = id < 0 ? -id : id;
            bool zero = positive > 100;
            positive -= zero ? 100 : 0;
            found[found_count] = (wr_found_manifest){.checkpoint_id = (uint64_t)positive, .valid = id > 0, .problem = id < 0 ? wr_arena_printf(arena, "bad %d", positive) : NULL};
            found[found_count].manifest = (wr_manifest){.checkpoint_id = (uint64_t)positive, .parent_id = zero ? 0 : (uint64_t)positive - 1, .digest = {(uint64_t)positive, 1},
                                                        .operators = (wr_manifest_operator *)operators + (each->decider == -2), .operator_count = each->decider == -2 ? 1 : 2};
        }
        wr_sink_evidence sinks[4] = {known("decider", each->decider == -3 ? 7 : each->decider, true), known("second", each->second, true), known("other", each->other == -3 ? 7 : each->other, false),
                                     {.sink_uid = "files", .evidence = {.any = each->files != 0, .checkpoint_id_max = (uint64_t)each->files, .detail = "out/part"}}};
        sinks[0].evidence.digest = each->decider == -3 ? "00000000000000000000000000000bad" : NULL;
        sinks[2].evidence.digest = each->other == -3 ? "00000000000000000000000000000bad" : NULL;
        const wr_recovery_input input = {.found = found, .found_count = found_count, .sinks = sinks, .sink_count = 4, .accept_missing_evidence = each->accept};
        weir_status             status = wr_recovery_decide(&input, arena, &recovery, &err);
        CHECK_INT_EQ(status, each->status);
        if (status == WEIR_OK) {
            CHECK((recovery.restore == NULL) == (each->restore == -1));
            if (recovery.restore != NULL)
                CHECK_UINT_EQ(recovery.restore->checkpoint_id, each->restore);
            uint32_t removed = 0;
            for (; each->remove[removed] != 0; removed++)
                CHECK(removed < recovery.remove_count && recovery.remove[removed] == (uint64_t)each->remove[removed]);
            CHECK_UINT_EQ(recovery.remove_count, removed);
            if (each->text)
                CHECK_CONTAINS(recovery.note, each->text);
        } else {
            CHECK(recovery.remove_count == 0 && recovery.restore == NULL); /* nothing is touched */
            CHECK_CONTAINS(err.message, each->text);
        }
        if (check_state.bad_checks != bad)
            printf("case: %s (%s)\n", each->name, err.message);
        wr_arena_destroy(arena);
    }
}

/* A start with --from has no checkpoint 0: its first one may have rows, which went with their transaction, or are visible. */
TEST(first_checkpoint_with_rows) {
    wr_arena               *arena = wr_arena_create(0);
    wr_manifest_operator    operators[1] = {{"decider", "sink t (kafka)"}};
    wr_manifest_committable rows[1] = {{"decider", 0, {"", 0}}};
    wr_found_manifest       found[1] = {{.checkpoint_id = 1, .valid = true, .manifest = {.checkpoint_id = 1, .operators = operators, .operator_count = 1, .committables = rows}}};
    wr_sink_evidence        sinks[1] = {{.sink_uid = "decider", .evidence = {.decides = true}}};
    wr_recovery_input       input = {.found = found, .found_count = 1, .sinks = sinks, .sink_count = 1};
    wr_recovery             recovery;
    weir_error              err;
    CHECK_OK(wr_recovery_decide(&input, arena, &recovery, &err), &err); /* without rows: checkpoint 0, or as good */
    CHECK(recovery.restore == found);
    found[0].manifest.committable_count = 1;
    CHECK_INT_EQ(wr_recovery_decide(&input, arena, &recovery, &err), WEIR_CONFLICT);
    CHECK_CONTAINS(err.message, "evidence of what is committed is gone");
    input.accept_missing_evidence = true;
    CHECK_OK(wr_recovery_decide(&input, arena, &recovery, &err), &err);
    wr_arena_destroy(arena);
}

int main(void) {
    RUN(table_of_cases);
    RUN(decided_cases);
    RUN(first_checkpoint_with_rows);
    return CHECK_RESULT();
}
