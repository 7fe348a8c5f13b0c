/* cli/sql_edit.c - the line editor of the shell: libedit with our prompt, keys, Tab and history.
 *
 * Ctrl-C comes as a signal and is read as a key: it ends the line and hands over what stood there, so that nothing
 * typed is lost.
 * A recalled statement of several lines is edited as it was typed, line breaks and all. */
#include <errno.h>
#include <histedit.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "cli/sql.h"

#define HISTORY_SIZE 1000
#define LISTED_MAX 100u
#define CTRL_C 3

struct wr_sql_edit {
    EditLine             *line;
    History              *history;
    const weir_session   *session;
    const wr_text        *pending;
    const char           *prompt;
    const wr_sql_signals *signals;
    sig_atomic_t          interrupts; /* that were seen */
    bool                  interrupted;
    wr_text               left;      /* what stood in the line when reading had to end */
    wr_text               path;      /* of the history; empty: in memory only         */
    wr_text               newest;    /* entry: the same one again is not written again */
    /* of one completion */
    wr_text              *found; size_t found_count, found_capacity;
    bool                  wants_value; /* the last one found is the name of an option or a setting */
};

/* Signal handlers have no argument. */
static volatile sig_atomic_t resized, continued;
static void on_resize(int number) { (void)number; resized = 1; }
static void on_continue(int number) { (void)number; continued = 1; }

static void catch_signal(int number, void (*handler)(int)) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler; /* without SA_RESTART: a waiting read returns */
    sigaction(number, &action, NULL);
}

static wr_sql_edit *edit_of(EditLine *line) {
    void *edit = NULL;
    el_get(line, EL_CLIENTDATA, &edit);
    return edit;
}

static char *prompt_of(EditLine *line) { return (char *)(uintptr_t)edit_of(line)->prompt; }

/* ---- keys ---- */

static void keep_line(wr_sql_edit *edit, EditLine *line) {
    const LineInfo *info = el_line(line);
    wr_text_clear(&edit->left);
    wr_text_add(&edit->left, info->buffer, (size_t)(info->lastchar - info->buffer));
}

/* The terminal has another size, or was another program's for a while: the line is drawn anew where the cursor stands. */
static void draw_again(EditLine *line) {
    const char *term = getenv("TERM");
    bool        can_clear = term && *term && strcmp(term, "dumb") != 0;
    if (continued) {
        el_set(line, EL_PREP_TERM, 0);
        el_set(line, EL_PREP_TERM, 1);
    }
    if (can_clear && isatty(STDOUT_FILENO)) {
        fputs("\r\033[J", stdout);
        fflush(stdout);
    }
    el_resize(line);
    el_set(line, EL_REFRESH);
    resized = continued = 0;
}

/* One byte; 0: the end; -1: reading is over. */
static int read_byte(wr_sql_edit *edit, EditLine *line, char *byte) {
    for (;;) {
        if (edit->signals->leave) {
            keep_line(edit, line);
            return -1;
        }
        if (edit->signals->interrupts != edit->interrupts) { /* the terminal made a signal of Ctrl-C */
            edit->interrupts = edit->signals->interrupts;
            *byte = CTRL_C;
            return 1;
        }
        if (resized || continued)
            draw_again(line);
        ssize_t got = read(STDIN_FILENO, byte, 1);
        if (got > 0)
            return 1;
        if (got < 0 && errno == EINTR)
            continue;
        keep_line(edit, line);
        return got == 0 ? 0 : -1;
    }
}

static int read_character(EditLine *line, wchar_t *character) {
    wr_sql_edit *edit = edit_of(line);
    mbstate_t    state = {0};
    char         byte;
    for (int size = 0; size < 4; size++) {
        int got = read_byte(edit, line, &byte);
        if (got <= 0)
            return got;
        size_t took = mbrtowc(character, &byte, 1, &state);
        if (took == (size_t)-2)
            continue;
        if (took == (size_t)-1)
            break;
        return 1;
    }
    *character = L'?'; /* no UTF-8 */
    return 1;
}

static unsigned char on_interrupt(EditLine *line, int key) {
    (void)key;
    edit_of(line)->interrupted = true;
    el_wpush(line, L"\n");
    return CC_NORM;
}

/* ---- Tab ---- */

const char *const wr_sql_backslash_names[] = {"\\?", "\\d", "\\df", "\\dt", "\\e", "\\h", "\\i", "\\q", "\\timing", "\\x", NULL};

static void found_one(void *context, const char *text, const char *kind) {
    wr_sql_edit *edit = context;
    edit->wants_value = strcmp(kind, "option") == 0 || strcmp(kind, "setting") == 0;
    edit->found = wr_cli_grow(edit->found, edit->found_count, &edit->found_capacity, sizeof *edit->found);
    edit->found[edit->found_count] = (wr_text){0};
    wr_text_put(&edit->found[edit->found_count++], text);
}

static size_t common_size(const wr_sql_edit *edit) {
    size_t common = edit->found[0].size;
    for (size_t i = 1; i < edit->found_count; i++) {
        size_t same = 0;
        while (same < common && same < edit->found[i].size && edit->found[i].bytes[same] == edit->found[0].bytes[same])
            same++;
        common = same;
    }
    while (common > 0 && common < edit->found[0].size && ((unsigned char)edit->found[0].bytes[common] & 0xc0) == 0x80)
        common--; /* never within a character */
    return common;
}

static void list_found(const wr_sql_edit *edit) {
    struct winsize size;
    size_t         columns = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80, widest = 0;
    size_t         count = edit->found_count < LISTED_MAX ? edit->found_count : LISTED_MAX;
    for (size_t i = 0; i < count; i++) {
        size_t width = wr_sql_width(edit->found[i].bytes, edit->found[i].size);
        widest = width > widest ? width : widest;
    }
    size_t across = columns / (widest + 2) ? columns / (widest + 2) : 1, down = (count + across - 1) / across;
    wr_text out = {0};
    wr_text_put(&out, "\n");
    for (size_t r = 0; r < down; r++) {
        for (size_t i = r; i < count; i += down) {
            wr_text_put(&out, edit->found[i].bytes);
            if (i + down < count)
                wr_text_repeat(&out, ' ', widest + 2 - wr_sql_width(edit->found[i].bytes, edit->found[i].size));
        }
        wr_text_put(&out, "\n");
    }
    if (edit->found_count > count)
        wr_text_printf(&out, "... and %zu more\n", edit->found_count - count);
    fwrite(out.bytes, 1, out.size, stdout);
    fflush(stdout);
    wr_text_free(&out);
}

/* Finds what could stand behind text[begin..]; returns begin. */
static size_t find_candidates(wr_sql_edit *edit, const char *text, size_t size, size_t cursor) {
    if (edit->pending->size != 0 || text[0] != '\\')
        return weir_session_complete(edit->session, text, size, cursor, found_one, edit);
    const char *space = memchr(text, ' ', cursor);
    if (!space) {
        for (const char *const *name = wr_sql_backslash_names; *name; name++)
            if (strncmp(*name, text, cursor) == 0)
                found_one(edit, *name, "command");
        return 0;
    }
    static const char lead[] = "DESCRIBE "; /* \d and its like take tables */
    size_t            from = (size_t)(space + 1 - text);
    wr_text           as_sql = {0};
    wr_text_put(&as_sql, lead);
    wr_text_add(&as_sql, text + from, cursor - from);
    size_t begin = weir_session_complete(edit->session, as_sql.bytes, as_sql.size, as_sql.size, found_one, edit);
    wr_text_free(&as_sql);
    return begin - (sizeof lead - 1) + from;
}

static int character_count(const char *text, size_t size) {
    int count = 0;
    for (size_t i = 0; i < size; i++)
        count += ((unsigned char)text[i] & 0xc0) != 0x80;
    return count;
}

/* Puts in what all candidates begin with. False: that is there already. */
static bool insert_common(wr_sql_edit *edit, EditLine *line, const char *typed, size_t typed_size) {
    size_t common = common_size(edit);
    char  *text = edit->found[0].bytes;
    bool   only = edit->found_count == 1;
    bool   adds = common > typed_size || (common == typed_size && strncmp(text, typed, common) != 0);
    char   last = common > 0 ? text[common - 1] : '\0';
    if (!adds && !only)
        return false;
    text[common] = '\0';
    if (typed_size > 0)
        el_deletestr(line, character_count(typed, typed_size));
    el_insertstr(line, text);
    if (only && edit->wants_value && last == '\'')
        el_insertstr(line, " = '");
    else if (only && last != '(' && last != '\'' && last != '.')
        el_insertstr(line, " ");
    return true;
}

static unsigned char complete(EditLine *line, wr_sql_edit *edit, wr_text *text, size_t cursor) {
    size_t begin = find_candidates(edit, text->bytes, text->size, cursor);
    if (edit->found_count == 0)
        return CC_REFRESH_BEEP;
    if (insert_common(edit, line, text->bytes + begin, cursor - begin))
        return CC_REFRESH;
    list_found(edit);
    return CC_REDISPLAY;
}

static unsigned char on_tab(EditLine *line, int key) {
    wr_sql_edit    *edit = edit_of(line);
    const LineInfo *info = el_line(line);
    size_t          cursor = (size_t)(info->cursor - info->buffer), blank = 0;
    int             waiting = 0;
    while (blank < cursor && (info->buffer[blank] == ' ' || info->buffer[blank] == '\t'))
        blank++;
    if ((ioctl(STDIN_FILENO, FIONREAD, &waiting) == 0 && waiting > 0) || (blank == cursor && edit->pending->size > 0)) {
        el_insertstr(line, "    "); /* pasted text, or the begin of a line: the key means itself */
        return CC_REFRESH;
    }
    if (cursor > 3 && edit->pending->size == 0 && (strncmp(info->buffer, "\\i ", 3) == 0))
        return _el_fn_complete(line, key);
    wr_text text = {0};
    wr_text_add(&text, edit->pending->bytes ? edit->pending->bytes : "", edit->pending->size);
    cursor += text.size;
    wr_text_add(&text, info->buffer, (size_t)(info->lastchar - info->buffer));
    unsigned char result = complete(line, edit, &text, cursor);
    for (size_t i = 0; i < edit->found_count; i++)
        wr_text_free(&edit->found[i]);
    edit->found_count = 0;
    wr_text_free(&text);
    return result;
}

/* ---- history ---- */

static void remember(void *context, const char *entry) {
    wr_sql_edit *edit = context;
    HistEvent    event;
    history(edit->history, &event, H_ENTER, entry);
    wr_text_clear(&edit->newest);
    wr_text_put(&edit->newest, entry);
}

void wr_sql_edit_remember(wr_sql_edit *edit, const char *entry) {
    if (edit->newest.size > 0 && strcmp(edit->newest.bytes, entry) == 0)
        return;
    remember(edit, entry);
    wr_sql_history_append(edit->path.bytes, entry);
}

/* ---- opening, reading ---- */

wr_sql_edit *wr_sql_edit_open(const weir_session *session, const wr_text *pending) {
    wr_sql_edit *edit = wr_cli_alloc(sizeof *edit);
    HistEvent    event;
    *edit = (wr_sql_edit){.session = session, .pending = pending, .prompt = ""};
    edit->line = el_init("weir", stdin, isatty(STDOUT_FILENO) ? stdout : stderr, stderr);
    edit->history = history_init();
    if (!edit->line || !edit->history) {
        fputs("weir: out of memory\n", stderr);
        exit(1);
    }
    history(edit->history, &event, H_SETSIZE, HISTORY_SIZE);
    history(edit->history, &event, H_SETUNIQUE, 1);
    el_set(edit->line, EL_CLIENTDATA, edit);
    el_set(edit->line, EL_EDITOR, "emacs");
    el_set(edit->line, EL_HIST, history, edit->history);
    el_set(edit->line, EL_PROMPT, prompt_of);
    el_set(edit->line, EL_SIGNAL, 0);
    el_wset(edit->line, EL_GETCFN, read_character);
    el_wset(edit->line, EL_ADDFN, L"weir-complete", L"Complete what is being typed", on_tab); /* the narrow call leaks */
    el_wset(edit->line, EL_ADDFN, L"weir-interrupt", L"Put the statement aside", on_interrupt);
    el_source(edit->line, NULL); /* ~/.editrc */
    el_set(edit->line, EL_BIND, "^C", "weir-interrupt", NULL);
    el_set(edit->line, EL_BIND, "^I", "weir-complete", NULL);
    el_set(edit->line, EL_BIND, "^R", "em-inc-search-prev", NULL);
    catch_signal(SIGWINCH, on_resize);
    catch_signal(SIGCONT, on_continue);
    wr_sql_history_path(&edit->path);
    wr_sql_history_load(edit->path.bytes, remember, edit);
    return edit;
}

void wr_sql_edit_close(wr_sql_edit *edit) {
    el_end(edit->line);
    history_end(edit->history);
    free(edit->found);
    wr_text_free(&edit->left);
    wr_text_free(&edit->path);
    wr_text_free(&edit->newest);
    free(edit);
}

wr_sql_key wr_sql_edit_line(wr_sql_edit *edit, const char *prompt, const wr_sql_signals *signals, wr_text *line) {
    int count = 0;
    edit->prompt = prompt;
    edit->signals = signals;
    edit->interrupts = signals->interrupts;
    edit->interrupted = false;
    wr_text_clear(&edit->left);
    if (resized)
        el_resize(edit->line);
    resized = continued = 0;
    el_set(edit->line, EL_PREP_TERM, 1); /* before the prompt: what is typed at once must not be the terminal's to edit */
    const char *got = el_gets(edit->line, &count);
    wr_text_clear(line);
    if (!got || count <= 0) {
        wr_text_add(line, edit->left.bytes, edit->left.size);
        return WR_SQL_END;
    }
    wr_text_add(line, got, (size_t)count);
    while (line->size > 0 && line->bytes[line->size - 1] == '\n')
        line->bytes[--line->size] = '\0';
    return edit->interrupted ? WR_SQL_INTERRUPT : WR_SQL_LINE;
}
